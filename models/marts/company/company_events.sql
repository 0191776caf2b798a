with

company_master_history as (
    select * from {{ ref('company_master_history') }}
),

promoted as (
    {{ promoted_rows('ple', 'company_events') }}
),

company_event_types as (
    select * from {{ ref('company_event_types') }}
),

int_ple__company_ids as (
    select * from {{ ref('int_ple__company_ids') }}
),

versions as (
    select
        *,
        {% for column in var('company_history_columns') -%}
        lag({{ column }}) over (partition by company_unique_id order by valid_from)
            as old_{{ column }},
        {% endfor -%}
        lag(is_deleted) over (partition by company_unique_id order by valid_from) as was_deleted
    from company_master_history
),

events as (
    select
        company_unique_id,
        valid_from,
        case
            when was_deleted is null then 'created'
            when is_deleted then 'vanished'
            else 'returned'
        end as event_type,
        cast(null as text) as attribute_name,
        cast(null as text) as old_value,
        cast(null as text) as new_value
    from versions
    where was_deleted is null or is_deleted or was_deleted
    {% for column in var('company_history_columns') %}
    union all

    select
        company_unique_id,
        valid_from,
        'changed' as event_type,
        '{{ column }}' as attribute_name,
        cast(old_{{ column }} as text) as old_value,
        cast({{ column }} as text) as new_value
    from versions
    where
        was_deleted is not null
        and not is_deleted
        and {{ column }} is distinct from old_{{ column }}
    {% endfor %}
),

seen as (
    select
        md5(
            concat_ws(
                '|',
                company_unique_id,
                cast(valid_from as text),
                event_type,
                attribute_name
            )
        ) as id,
        'warehouse' as origin,
        company_unique_id,
        cast(null as text) as brought_company_unique_id,
        event_type,
        cast(null as text) as event_type_text,
        cast(valid_from as date) as event_date,
        attribute_name,
        old_value,
        new_value,
        case
            when attribute_name is null then 'Company ' || event_type
            else
                attribute_name || ': '
                || coalesce(old_value, 'empty') || ' -> ' || coalesce(new_value, 'empty')
        end as summary,
        cast(null as text) as source_url,
        valid_from as detected_at,
        false as impacts_bit,
        cast(null as integer) as bit_impact_score,
        valid_from as created_at,
        cast(null as text) as source_file,
        cast(null as text) as raw_row_id
    from events
),

-- News count for buyer intent unless the engine says no, which its default does not.
news as (
    select
        promoted.event_id as id,
        'news' as origin,
        coalesce(int_ple__company_ids.company_unique_id, promoted.company_unique_id)
            as company_unique_id,
        promoted.company_unique_id as brought_company_unique_id,
        coalesce(company_event_types.event_type, 'other') as event_type,
        promoted.event_type as event_type_text,
        coalesce(
            promoted.event_date,
            cast(coalesce(promoted.detected_at, promoted.created_at) as date)
        ) as event_date,
        cast(null as text) as attribute_name,
        cast(null as text) as old_value,
        cast(null as text) as new_value,
        promoted.summary,
        promoted.source_url,
        coalesce(
            promoted.detected_at, promoted.created_at, cast(promoted.event_date as timestamp)
        ) as detected_at,
        coalesce(promoted.impacts_bit, true) as impacts_bit,
        promoted.bit_impact_score,
        promoted.created_at,
        promoted.source_file,
        promoted.raw_row_id
    from promoted
    left join company_event_types
        on {{ word_key('promoted.event_type') }} = company_event_types.spelling
    left join int_ple__company_ids
        on promoted.company_unique_id = int_ple__company_ids.brought_id
),

both_origins as (
    select * from seen

    union all

    select * from news
),

final as (
    select
        cast(id as text) as id,
        cast(origin as text) as origin,
        cast(company_unique_id as text) as company_unique_id,
        cast(brought_company_unique_id as text) as brought_company_unique_id,
        cast(event_type as text) as event_type,
        cast(event_type_text as text) as event_type_text,
        cast(event_date as date) as event_date,
        cast(attribute_name as text) as attribute_name,
        cast(old_value as text) as old_value,
        cast(new_value as text) as new_value,
        cast(summary as text) as summary,
        cast(source_url as text) as source_url,
        cast(detected_at as timestamp) as detected_at,
        cast(impacts_bit as boolean) as impacts_bit,
        cast(bit_impact_score as integer) as bit_impact_score,
        cast(created_at as timestamp) as created_at,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from both_origins
)

select * from final
