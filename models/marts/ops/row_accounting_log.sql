{#- Each run adds its own; what a run before it said can be computed by no other. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

with

row_accounting as (
    select * from {{ ref('row_accounting') }}
),

cast_failures as (
    select * from {{ ref('cast_failures') }}
),

load_log as (
    select * from {{ ref('load_log') }}
),

failed as (
    select
        source_table,
        sum(failure_count) as cast_failure_count
    from cast_failures
    group by source_table
),

newest_files as (
    select
        source_table,
        max(logged_at) as newest_file_at
    from load_log
    group by source_table
),

final as (
    select
        cast({{ run_id() }} as text) as run_id,
        cast(row_accounting.source_table as text) as source_table,
        cast(row_accounting.raw_rows as bigint) as raw_rows,
        cast(row_accounting.promoted_rows as bigint) as promoted_rows,
        cast(row_accounting.merged_rows as bigint) as merged_rows,
        cast(row_accounting.quarantined_rows as bigint) as quarantined_rows,
        cast(coalesce(failed.cast_failure_count, 0) as bigint) as cast_failure_count,
        cast(newest_files.newest_file_at as timestamp) as newest_file_at,
        {{ as_of_timestamp() }} as as_of,
        {{ run_moment() }} as run_at
    from row_accounting
    left join failed
        on row_accounting.source_table = failed.source_table
    left join newest_files
        on row_accounting.source_table = newest_files.source_table
)

select * from final
