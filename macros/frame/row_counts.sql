{% macro row_counts(system) -%}
    {%- for system, table in source_tables(system) -%}
select
    cast('{{ system }}.{{ table }}' as text) as source_table,
    cast({{ source_row_count(system, table) }} as bigint) as raw_rows
    {%- if not loop.last %}

union all

    {% endif -%}
    {%- endfor -%}
{%- endmacro %}
