{% macro newest_version(relation) -%}
    {%- set rows = run_query(
        'select cast(max(greatest(dbt_valid_from, dbt_valid_to)) as text) from ' ~ relation
    ) -%}
    {{- return(rows.columns[0].values()[0]) -}}
{%- endmacro %}
