{% macro ein_was_padded(x) -%}
    ({{ ein(x) }} is not null and length({{ ein_digits(x) }}) < 9)
{%- endmacro %}
