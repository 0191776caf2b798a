{#- Each run adds its own, into history: what a list held then can be counted by no other. Counted
    here and not read from ops.row_accounting_log, which comes after all marts, these among them. -#}
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
known as (
    select distinct source_table from {{ this }}
),
{%- else -%}
known as (
    select source_table from counts
    where false
),
{%- endif %}

-- Lists of people are those that have had any.
lists as (
    select source_table from int_people__unioned

    union

    select source_table from known
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
)

select * from final
