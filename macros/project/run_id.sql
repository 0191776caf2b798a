{% macro run_id() -%}
    '{{ invocation_id }}'
{%- endmacro %}
