{% macro declared_columns(system, table) -%}
    {{- return(declared_table(system, table).columns | list) -}}
{%- endmacro %}
