{#- It cannot be made again, so it lies with history, not where a schema may be dropped. -#}
{{
    config(
        schema='history',
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

with

int_people__conflicts as (
    select * from {{ ref('int_people__conflicts') }}
),

final as (
    select
        cast(int_people__conflicts.resolution_id as text) as resolution_id,
        cast({{ as_of_timestamp() }} as timestamp) as first_seen_at
    from int_people__conflicts
    {% if is_incremental() %}
    left join {{ this }} as earlier
        on int_people__conflicts.resolution_id = earlier.resolution_id
    where earlier.resolution_id is null
    {% endif %}
)

select * from final
