{% macro is_listed(x, relation, list_name) -%}
    coalesce(
        {{ x }} in (select value from {{ relation }} where list_name = '{{ list_name }}'), false
    )
{%- endmacro %}
