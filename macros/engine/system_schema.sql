{% macro system_schema(system) -%}
    {{ return(adapter.dispatch('system_schema', 'hubspoke')(system)) }}
{%- endmacro %}

{#- DuckDB reads files only. -#}
{% macro duckdb__system_schema(system) -%}
{%- endmacro %}

{% macro postgres__system_schema(system) -%}
    {{ return(var('source_schemas').get(system)) }}
{%- endmacro %}
