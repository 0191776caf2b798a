{% macro is_listed(x, list_name) -%}
    coalesce(
        {{ x }} in (select value from contract_values where list_name = '{{ list_name }}'), false
    )
{%- endmacro %}
