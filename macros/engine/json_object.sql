{% macro json_object(pairs) -%}
    {%- set arguments = [] -%}
    {%- for key, expression in pairs -%}
        {%- do arguments.append("'" ~ key | replace("'", "''") ~ "', " ~ expression) -%}
    {%- endfor -%}
    {{ return(adapter.dispatch('json_object', 'hubspoke')(arguments)) }}
{%- endmacro %}

{% macro duckdb__json_object(arguments) -%}
    json_object({{ arguments | join(', ') }})
{%- endmacro %}

{#- A Postgres function takes a hundred arguments, so objects of fifty pairs are put together. -#}
{% macro postgres__json_object(arguments) -%}
    {%- set pieces = [] -%}
    {%- for piece in arguments | batch(50) -%}
        {%- do pieces.append("jsonb_build_object(" ~ piece | join(', ') ~ ")") -%}
    {%- endfor -%}
    ({{ pieces | join(' || ') if pieces else 'jsonb_build_object()' }})
{%- endmacro %}
