{#- A system's own tables give an address with its mask, exports without. -#}
{% macro ip_address(x) -%}
    split_part({{ blank_to_null(x) }}, '/', 1)
{%- endmacro %}
