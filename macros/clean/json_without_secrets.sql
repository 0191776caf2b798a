{% macro json_without_secrets(x) -%}
    {{ withhold_secrets(blank_to_null(x)) }}
{%- endmacro %}
