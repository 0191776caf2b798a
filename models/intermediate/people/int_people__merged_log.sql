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

int_people__renamed as (
    select * from {{ ref('int_people__renamed') }}
),

logged as (
    {% if is_incremental() %}
    select
        person_unique_id,
        merged_into_id,
        change_number,
        row_number() over (
            partition by person_unique_id order by change_number desc
        ) as recency
    from {{ this }}
    {% else %}
    select
        cast(null as text) as person_unique_id,
        cast(null as text) as merged_into_id,
        cast(null as integer) as change_number,
        cast(null as integer) as recency
    where false
    {% endif %}
),

newest as (
    select * from logged
    where recency = 1
),

merged as (
    select
        old_id as person_unique_id,
        new_id as merged_into_id
    from int_people__renamed
),

compared as (
    select
        coalesce(merged.person_unique_id, newest.person_unique_id) as person_unique_id,
        merged.merged_into_id,
        newest.merged_into_id as logged_into_id,
        coalesce(newest.change_number, 0) + 1 as change_number
    from merged
    full outer join newest
        on merged.person_unique_id = newest.person_unique_id
),

final as (
    select
        cast(person_unique_id as text) as person_unique_id,
        cast(change_number as integer) as change_number,
        cast(merged_into_id as text) as merged_into_id,
        cast({{ as_of_timestamp() }} as timestamp) as logged_at
    from compared
    where merged_into_id is distinct from logged_into_id
)

select * from final
