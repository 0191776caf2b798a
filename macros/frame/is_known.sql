{% macro is_known(x, relation, key) -%}
    coalesce({{ x }} in (select {{ key }} from {{ relation }}), false)
{%- endmacro %}
