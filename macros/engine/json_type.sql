{% macro json_type() -%}
    {{ return(adapter.dispatch('json_type', 'hubspoke')()) }}
{%- endmacro %}

{% macro duckdb__json_type() -%}
    json
{%- endmacro %}

{#- Not json: a json column can be neither compared nor grouped by. -#}
{% macro postgres__json_type() -%}
    jsonb
{%- endmacro %}
