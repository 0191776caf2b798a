{#- Good rows are counted where they are read, in the mart, and only the rest by what was judged. -#}
{% macro row_outcomes(system) -%}
with

outcomes as (
    {%- for system, table in source_tables(system) %}
    {%- set declared = declared_table(system, table) %}
    {%- set source_table = system ~ '.' ~ table %}
    {%- if declared.promoted_to.endswith('_promotion') %}
    select
        source_table,
        outcome,
        count(*) as row_count
    from {{ ref(declared.promoted_to) }}
    where source_table = '{{ source_table }}'
    group by source_table, outcome
    {%- else %}
    select
        '{{ source_table }}' as source_table,
        'promoted' as outcome,
        count(*) as row_count
    from {{ ref(declared.promoted_to) }}
    where {{ declared.promoted_where or 'true' }}

    union all

    select
        source_table,
        outcome,
        count(*) as row_count
    from {{ ref('int_' ~ system ~ '__' ~ table ~ '_set_aside') }}
    group by source_table, outcome
    {%- endif %}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

summed as (
    select
        source_table,
        sum(case when outcome = 'promoted' then row_count end) as promoted_rows,
        sum(case when outcome = 'merged' then row_count end) as merged_rows,
        sum(case when outcome = 'quarantined' then row_count end) as quarantined_rows
    from outcomes
    group by source_table
),

final as (
    select
        cast(counts.source_table as text) as source_table,
        cast(counts.raw_rows as bigint) as raw_rows,
        cast(coalesce(summed.promoted_rows, 0) as bigint) as promoted_rows,
        cast(coalesce(summed.merged_rows, 0) as bigint) as merged_rows,
        cast(coalesce(summed.quarantined_rows, 0) as bigint) as quarantined_rows
    from {{ ref('stg_' ~ system ~ '__row_counts') }} as counts
    left join summed
        on counts.source_table = summed.source_table
)

select * from final
{%- endmacro %}
