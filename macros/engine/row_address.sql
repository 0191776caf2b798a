{% macro row_address(relation) -%}
    {{ return(adapter.dispatch('row_address', 'hubspoke')(relation)) }}
{%- endmacro %}

{% macro duckdb__row_address(relation) -%}
    {{ relation }}.rowid
{%- endmacro %}

{% macro postgres__row_address(relation) -%}
    {{ relation }}.ctid
{%- endmacro %}
