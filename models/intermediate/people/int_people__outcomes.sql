with

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__validated as (
    select * from {{ ref('int_people__validated') }}
),

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

reasons as (
    select
        raw_row_id,
        {{ string_agg_by(
            "case when severity in ('critical', 'error') then reason_code end",
            "','",
            collate_c('reason_code')
        ) }} as reason_codes,
        {{ string_agg_by(
            "case when severity = 'warning' then reason_code end", "','", collate_c('reason_code')
        ) }} as warning_codes
    from int_people__validated
    group by raw_row_id
),

final as (
    select
        cast(int_people__cleaned.raw_row_id as text) as raw_row_id,
        cast(int_people__cleaned.source_table as text) as source_table,
        -- Whatever is neither rejected nor identified shows up as lost in ops.row_accounting.
        cast(
            case
                when reasons.reason_codes is not null then 'quarantined'
                when int_people__identified.survivor_rank = 1 then 'promoted'
                when int_people__identified.survivor_rank > 1 then 'merged'
                else 'lost'
            end as text
        ) as outcome,
        cast(int_people__identified.person_unique_id as text) as person_unique_id,
        cast(reasons.reason_codes as text) as reason_codes,
        cast(reasons.warning_codes as text) as warning_codes
    from int_people__cleaned
    left join reasons
        on int_people__cleaned.raw_row_id = reasons.raw_row_id
    left join int_people__identified
        on int_people__cleaned.raw_row_id = int_people__identified.raw_row_id
)

select * from final
