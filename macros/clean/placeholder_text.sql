{% macro placeholder_text(x) -%}
    {#- A seed cell that says null is read as NULL, so the list is written between brackets. -#}
    translate({{ x }}, '<>', '')
{%- endmacro %}
