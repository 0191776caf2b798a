{#- Only the columns that are needed behind: it is read several times, and Postgres first writes what
    is to disk, all columns of it. -#}
{% macro judged(system, table, rows=none, more=[]) -%}
    {%- set declared = declared_table(system, table) -%}
    {%- set columns = ['raw_row_id', 'source_file'] + declared.key + more -%}
    {%- if declared.newest_first -%}
        {%- do columns.append(declared.newest_first) -%}
    {%- endif -%}
    select
        {%- for column in columns | unique %}
        {{ column }},
        {%- endfor %}
        {{ failed_conditions(reasons(system, table)) }} as reason_codes
    from {{ rows or ref('stg_' ~ system ~ '__' ~ table) }}
{%- endmacro %}
