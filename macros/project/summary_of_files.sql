{% macro summary_of_files(schema_name) -%}
    {%- set rows = run_query(
        'select file_name, note from (select *, row_number() over (partition by source_table,'
        ~ ' file_name order by logged_at desc, action desc) as recency from ' ~ schema_name
        ~ ".load_log) as entries where recency = 1 and action = 'left_out' order by file_name"
    ).rows -%}
    {%- set notes = run_query(
        'select file_name, note from (select *, row_number() over (partition by source_table,'
        ~ ' file_name order by logged_at desc, action desc) as recency from ' ~ schema_name
        ~ ".load_log) as entries where recency = 1 and action = 'read' and note is not null"
        ~ ' order by file_name'
    ).rows -%}
    {#- Of headers only where it may be the cause of something: a list rarely has all of them. -#}
    {%- for row in notes -%}
        {%- for line in row[1].splitlines()
            if not line.startswith(('read as NULL, not in the file', 'left out, not declared')) -%}
            {%- do log(row[0] ~ ': ' ~ line, info=true) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for row in rows -%}
        {%- do warn_loudly(row[0] ~ ' was left out: ' ~ row[1]) -%}
    {%- endfor -%}
{%- endmacro %}
