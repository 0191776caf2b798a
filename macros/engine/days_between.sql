{% macro days_between(earlier, later) -%}
    {{ return(adapter.dispatch('days_between', 'hubspoke')(earlier, later)) }}
{%- endmacro %}

{#- The difference of two dates is an integer on Postgres and a bigint on DuckDB. -#}
{% macro default__days_between(earlier, later) -%}
    cast(({{ later }}) - ({{ earlier }}) as integer)
{%- endmacro %}
