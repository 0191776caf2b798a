{% macro not_materialized() -%}
    {{ return(adapter.dispatch('not_materialized', 'hubspoke')()) }}
{%- endmacro %}

{% macro default__not_materialized() -%}
    not materialized
{%- endmacro %}
