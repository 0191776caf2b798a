{% macro array_length(x) -%}
    {{ return(adapter.dispatch('array_length', 'hubspoke')(x)) }}
{%- endmacro %}

{% macro duckdb__array_length(x) -%}
    cast(len({{ x }}) as integer)
{%- endmacro %}

{#- Not array_length: that is NULL for an empty array. -#}
{% macro postgres__array_length(x) -%}
    cardinality({{ x }})
{%- endmacro %}
