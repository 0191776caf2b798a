{% macro pii_columns(system, table) -%}
    {%- set names = [] -%}
    {%- for column in staged_columns(system, table) if column.pii -%}
        {%- do names.append(column.name) -%}
    {%- endfor -%}
    {{- return(names) -}}
{%- endmacro %}
