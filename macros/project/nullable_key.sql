{% macro nullable_key(columns) -%}
    {%- for column in columns -%}
        coalesce(cast({{ column }} as text), '')
        {%- if not loop.last %}, {% endif -%}
    {%- endfor -%}
{%- endmacro %}
