{% macro summary_of_left_out(schema_name) -%}
    {%- set rows = run_query(
        'select file_name, note from (select *, row_number() over (partition by source_table,'
        ~ ' file_name order by logged_at desc, action desc) as recency from ' ~ schema_name
        ~ ".load_log) as entries where recency = 1 and action = 'left_out' order by file_name"
    ).rows -%}
    {%- for row in rows -%}
        {%- do warn_loudly(row[0] ~ ' was left out: ' ~ row[1]) -%}
    {%- endfor -%}
{%- endmacro %}
