{% macro as_of_date() -%}
    cast('{{ as_of_text()[:10] }}' as date)
{%- endmacro %}
