{% macro to_json_value(x) -%}
    {{ try_cast(blank_to_null(x), json_type()) }}
{%- endmacro %}
