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

int_people__outcomes as (
    select * from {{ ref('int_people__outcomes') }}
),

final as (
    select
        cast(int_people__outcomes.raw_row_id as text) as raw_row_id,
        cast(int_people__outcomes.outcome as text) as outcome,
        cast({{ as_of_timestamp() }} as timestamp) as first_seen_at
    from int_people__outcomes
    {% if is_incremental() %}
    left join {{ this }} as earlier
        on
            int_people__outcomes.raw_row_id = earlier.raw_row_id
            and int_people__outcomes.outcome = earlier.outcome
    where earlier.raw_row_id is null
    {% endif %}
)

select * from final
