{% macro sorted_array_agg(x) -%}
    {{ return(adapter.dispatch('sorted_array_agg', 'hubspoke')(x)) }}
{%- endmacro %}

{#- Sorting within the aggregate takes six times as long. -#}
{% macro duckdb__sorted_array_agg(x) -%}
    list_sort(array_agg({{ x }}))
{%- endmacro %}

{% macro postgres__sorted_array_agg(x) -%}
    array_agg({{ x }} order by {{ collate_c(x) }})
{%- endmacro %}
