{% macro source_files(system, table) -%}
    {#- File -> its version and rows, of the files that are in. The version changes with the file's
        content and with the columns it is read by. The system's own table is in no file. -#}
    {%- set files = {} -%}
    {%- if execute and not system_schema(system) -%}
        {%- set rows = run_query(
            "select file_name, left(md5(sha256 || contract_hash), 12), row_count from ("
            ~ "select *, row_number() over (partition by file_name"
            ~ " order by logged_at desc, action desc) as recency from ops.load_log"
            ~ " where source_table = '" ~ system ~ "." ~ table ~ "') as entries"
            ~ " where recency = 1 and action = 'read' order by file_name"
        ).rows -%}
        {%- for row in rows -%}
            {%- do files.update({row[0]: {'version': row[1], 'rows': row[2]}}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(files) -}}
{%- endmacro %}
