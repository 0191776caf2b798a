{% macro source_row_count(system, table) -%}
    {#- A number that the reader of the files wrote down when it went through every row, so that
        a large file is not read once more to be counted. The system's own table is counted. -#}
    {%- set relation = source(system, table) -%}
    {%- if system in var('source_schemas') -%}
        (select count(*) from {{ relation }})
    {%- elif execute -%}
        {{- run_query(
            "select coalesce(sum(row_count), 0) from ("
            ~ "select *, row_number() over (partition by file_name"
            ~ " order by logged_at desc, action desc) as recency from ops.load_log"
            ~ " where source_table = '" ~ system ~ "." ~ table ~ "') as entries"
            ~ " where recency = 1 and action = 'read'"
        ).rows[0][0] -}}
    {%- else -%}
        0
    {%- endif -%}
{%- endmacro %}
