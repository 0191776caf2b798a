{% macro collate_c(x) -%}
    {{ return(adapter.dispatch('collate_c', 'hubspoke')(x)) }}
{%- endmacro %}

{#- DuckDB orders text by its bytes as it is. -#}
{% macro default__collate_c(x) -%}
    {{ x }}
{%- endmacro %}

{% macro postgres__collate_c(x) -%}
    (({{ x }}) collate "C")
{%- endmacro %}
