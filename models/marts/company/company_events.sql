with

company_master_history as (
    select * from {{ ref('company_master_history') }}
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

final as (
    select
        cast(
            md5(
                concat_ws(
                    '|',
                    company_unique_id,
                    cast(valid_from as text),
                    event_type,
                    attribute_name
                )
            ) as text
        ) as id,
        cast(company_unique_id as text) as company_unique_id,
        cast(event_type as text) as event_type,
        cast(valid_from as date) as event_date,
        cast(attribute_name as text) as attribute_name,
        cast(old_value as text) as old_value,
        cast(new_value as text) as new_value,
        cast(
            case
                when attribute_name is null then 'Company ' || event_type
                else
                    attribute_name || ': '
                    || coalesce(old_value, 'empty') || ' -> ' || coalesce(new_value, 'empty')
            end as text
        ) as summary,
        cast(null as text) as source_url,
        cast(valid_from as timestamp) as detected_at,
        cast(false as boolean) as impacts_bit,
        cast(null as integer) as bit_impact_score,
        cast(valid_from as timestamp) as created_at
    from events
)

select * from final
