{% macro first_by(ranking, value, filled) -%}
    {{ return(adapter.dispatch('first_by', 'hubspoke')(ranking, value, filled)) }}
{%- endmacro %}

{#- Sorted arrays of every column would cost more than all else that is done with the companies. -#}
{% macro duckdb__first_by(ranking, value, filled) -%}
    arg_min({{ value }}, {{ ranking }}) filter (where {{ filled }} is not null)
{%- endmacro %}

{% macro postgres__first_by(ranking, value, filled) -%}
    (array_agg({{ value }} order by {{ ranking }}) filter (where {{ filled }} is not null))[1]
{%- endmacro %}
