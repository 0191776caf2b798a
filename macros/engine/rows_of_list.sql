{% macro rows_of_list(list) -%}
    {{ return(adapter.dispatch('rows_of_list', 'hubspoke')(list)) }}
{%- endmacro %}

{% macro default__rows_of_list(list) -%}
    unnest({{ list }})
{%- endmacro %}
