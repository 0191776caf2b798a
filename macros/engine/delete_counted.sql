{% macro delete_counted(relation, condition) -%}
    {{ return(adapter.dispatch('delete_counted', 'hubspoke')(relation, condition)) }}
{%- endmacro %}

{#- Adapters do not say how many rows a statement has deleted. -#}
{% macro default__delete_counted(relation, condition) -%}
    {%- set deleted = run_query(
        'delete from ' ~ relation ~ ' where ' ~ condition ~ ' returning 1 as deleted'
    ) -%}
    {{- return(deleted.rows | length) -}}
{%- endmacro %}
