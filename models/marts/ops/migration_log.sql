{#- Filled by the macro log_run at the end of every run; nothing a run does may empty it. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

select
    cast(null as text) as id,
    cast(null as text) as migration_name,
    cast(null as text) as run_id,
    cast(null as text) as node_id,
    cast(null as text) as step,
    cast(null as text) as status,
    cast(null as text) as details,
    cast(null as bigint) as row_count,
    cast(null as numeric(12, 3)) as seconds,
    cast(null as timestamp) as executed_at
where false
