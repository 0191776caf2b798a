{% macro last_element(x, delimiter) -%}
    split_part({{ x }}, {{ delimiter }}, -1)
{%- endmacro %}
