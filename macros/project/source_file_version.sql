{% macro source_file_version(system, table) -%}
    {%- set files = source_files(system, table) -%}
    {%- if files -%}
    case _source_file
        {%- for name, file in files.items() %}
        when '{{ name | replace("'", "''") }}' then '{{ file.version }}'
        {%- endfor %}
    end
    {%- else -%}
    cast(null as text)
    {%- endif -%}
{%- endmacro %}
