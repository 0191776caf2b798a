with

extraction_field as (
    select * from {{ ref('extraction_field') }}
),

buckets as (
    {% for low in range(0, 100, 10) -%}
    select
        {{ low }} as confidence_from,
        {{ low + 10 }} as confidence_to,
        -- The last bucket takes 100 in.
        {{ low + 10 if low < 90 else 101 }} as confidence_below
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

counted as (
    select
        buckets.confidence_from,
        buckets.confidence_to,
        count(extraction_field.extraction_id) as field_count,
        count(*) filter (where extraction_field.was_corrected) as corrected_count,
        count(*) filter (where extraction_field.is_reviewed) as reviewed_count,
        avg(extraction_field.confidence) as mean_stated
    from buckets
    left join extraction_field
        on
            buckets.confidence_from <= extraction_field.confidence
            and buckets.confidence_below > extraction_field.confidence
    group by
        buckets.confidence_from,
        buckets.confidence_to
),

shared as (
    select
        *,
        {{ rounded('mean_stated', 5, 2) }} as mean_confidence,
        {{ share('100 * (field_count - corrected_count)', 'field_count', 5, 2) }}
            as uncorrected_pct,
        {{ share('100 * (reviewed_count - corrected_count)', 'reviewed_count', 5, 2) }}
            as reviewed_uncorrected_pct
    from counted
),

final as (
    select
        cast(confidence_from as integer) as confidence_from,
        cast(confidence_to as integer) as confidence_to,
        cast(field_count as bigint) as field_count,
        cast(corrected_count as bigint) as corrected_count,
        cast(reviewed_count as bigint) as reviewed_count,
        cast(mean_confidence as numeric(5, 2)) as mean_confidence,
        cast(uncorrected_pct as numeric(5, 2)) as uncorrected_pct,
        cast(mean_confidence - uncorrected_pct as numeric(5, 2)) as gap_pct,
        cast(reviewed_uncorrected_pct as numeric(5, 2)) as reviewed_uncorrected_pct
    from shared
)

select * from final
