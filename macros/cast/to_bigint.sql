{% macro to_bigint(x) -%}
    {{ whole_number(x, 'bigint') }}
{%- endmacro %}
