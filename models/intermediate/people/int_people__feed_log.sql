{#- Each moment adds its own, into history: what a list held then can be counted by no later run. A
    run again for the same moment adds what it counts otherwise. Counted here and not read from
    ops.row_accounting_log, which comes after all marts, these among them. -#}
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

stg_intake__row_counts as (
    select * from {{ ref('stg_intake__row_counts') }}
),

stg_clay__row_counts as (
    select * from {{ ref('stg_clay__row_counts') }}
),

int_people__unioned as (
    select distinct source_table from {{ ref('int_people__unioned') }}
),

counts as (
    select * from stg_intake__row_counts

    union all

    select * from stg_clay__row_counts
),

{% if is_incremental() -%}
logged as (
    select
        source_table,
        raw_rows,
        as_of,
        row_number() over (
            partition by source_table, as_of
            order by run_at desc nulls last, {{ collate_c('run_id') }} desc nulls last
        ) as recency
    from {{ this }}
),
{%- else -%}
logged as (
    select
        source_table,
        raw_rows,
        cast(null as timestamp) as as_of,
        1 as recency
    from counts
    where false
),
{%- endif %}

-- Lists of people are those that have had any.
lists as (
    select source_table from int_people__unioned

    union

    select source_table from logged
),

-- What this moment is known to have had.
known as (
    select
        source_table,
        raw_rows
    from logged
    where as_of = {{ as_of_timestamp() }} and recency = 1
),

final as (
    select
        cast({{ run_id() }} as text) as run_id,
        cast(counts.source_table as text) as source_table,
        cast(counts.raw_rows as bigint) as raw_rows,
        {{ as_of_timestamp() }} as as_of,
        {{ run_moment() }} as run_at
    from counts
    inner join lists
        on counts.source_table = lists.source_table
    left join known
        on counts.source_table = known.source_table
    where counts.raw_rows is distinct from known.raw_rows
)

select * from final
