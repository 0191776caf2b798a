{% macro rows_of(items) -%}
    {{ rows_of_list(list_of(items)) }}
{%- endmacro %}
