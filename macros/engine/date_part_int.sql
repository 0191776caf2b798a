{% macro date_part_int(part, x) -%}
    {%- set parts = ['year', 'quarter', 'month', 'day', 'dow'] -%}
    {%- if part not in parts -%}
        {{ exceptions.raise_compiler_error(
            "date_part_int: the part must be one of " ~ parts | join(', ') ~ "; got " ~ part
        ) }}
    {%- endif -%}
    {{ return(adapter.dispatch('date_part_int', 'hubspoke')(part, x)) }}
{%- endmacro %}

{#- extract() is numeric on Postgres and bigint on DuckDB. -#}
{% macro default__date_part_int(part, x) -%}
    cast(extract({{ part }} from {{ x }}) as integer)
{%- endmacro %}
