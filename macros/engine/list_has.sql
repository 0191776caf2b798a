{% macro list_has(list, x) -%}
    {{ return(adapter.dispatch('list_has', 'hubspoke')(list, x)) }}
{%- endmacro %}

{% macro duckdb__list_has(list, x) -%}
    list_contains({{ list }}, {{ x }})
{%- endmacro %}

{#- = any alone says NULL, not no, as soon as one element is NULL. -#}
{% macro postgres__list_has(list, x) -%}
    case when {{ x }} is not null then {{ x }} = any(array_remove({{ list }}, null)) end
{%- endmacro %}
