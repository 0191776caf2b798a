{% macro existing_relations() -%}
    {{ return(adapter.dispatch('existing_relations', 'hubspoke')()) }}
{%- endmacro %}

{% macro default__existing_relations() -%}
    {%- set rows = run_query(
        "select lower(table_schema || '.' || table_name) from information_schema.tables"
    ) -%}
    {{- return(rows.columns[0].values() | list) -}}
{%- endmacro %}
