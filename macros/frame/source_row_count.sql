{% macro source_row_count(system, table) -%}
    {#- A number that the reader of the files wrote down when it went through every row, so that
        a large file is not read once more to be counted. The system's own table is counted. -#}
    {%- set relation = source(system, table) -%}
    {%- if system_schema(system) -%}
        (select count(*) from {{ relation }})
    {%- else -%}
        {{- source_files(system, table).values() | sum(attribute='rows') -}}
    {%- endif -%}
{%- endmacro %}
