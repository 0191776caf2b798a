{% macro format_date(x, format) -%}
    {%- set formats = {'YYYY': '%Y', 'YYYY-MM': '%Y-%m', 'YYYY-MM-DD': '%Y-%m-%d'} -%}
    {%- if format not in formats -%}
        {{ exceptions.raise_compiler_error(
            "format_date: the format must be one of " ~ formats.keys() | join(', ') ~ "; got "
            ~ format
        ) }}
    {%- endif -%}
    {{ return(adapter.dispatch('format_date', 'hubspoke')(x, format, formats[format])) }}
{%- endmacro %}

{% macro duckdb__format_date(x, format, strftime_format) -%}
    strftime({{ x }}, '{{ strftime_format }}')
{%- endmacro %}

{% macro postgres__format_date(x, format, strftime_format) -%}
    to_char({{ x }}, '{{ format }}')
{%- endmacro %}
