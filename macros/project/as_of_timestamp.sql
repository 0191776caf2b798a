{% macro as_of_timestamp() -%}
    cast('{{ as_of_text() }}' as timestamp)
{%- endmacro %}
