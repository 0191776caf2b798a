{% macro to_integer(x) -%}
    {{ whole_number(x, 'integer') }}
{%- endmacro %}
