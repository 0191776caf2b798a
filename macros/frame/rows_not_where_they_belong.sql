{#- What counts of the raw rows is in the mart of its table, and nothing else is: an incremental mart
    that missed a row, or kept one that is gone, would look like any other. -#}
{% macro rows_not_where_they_belong(system) -%}
with

promoted as (
    {%- for system, table in source_tables(system, promoted_alone=true) %}
    select
        raw_row_id,
        '{{ table }}' as source_table
    from ({{ promoted_rows(system, table) }}) as of_table
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

present as (
    {%- for system, table in source_tables(system, promoted_alone=true) %}
    {%- set declared = declared_table(system, table) %}
    select
        {{ declared.promoted_id or 'raw_row_id' }} as raw_row_id,
        '{{ table }}' as source_table
    from {{ ref(declared.promoted_to) }}
    where {{ declared.promoted_where or 'true' }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

final as (
    select
        coalesce(promoted.raw_row_id, present.raw_row_id) as raw_row_id,
        promoted.source_table as promoted_of,
        present.source_table as present_of
    from promoted
    full outer join present
        on promoted.raw_row_id = present.raw_row_id
    where promoted.source_table is distinct from present.source_table
)

select * from final
{%- endmacro %}
