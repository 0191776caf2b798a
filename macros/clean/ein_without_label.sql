{#- What it is may stand before it (EIN: 12-3456789). -#}
{% macro ein_without_label(x) -%}
    {%- set label = "'^(?:federal )?(?:f?ein|tax ?id|tin|employer id)(?: ?(?:no[.]?|number|#))?[ :#]*'" -%}
    regexp_replace(lower({{ cell_text(x, number=true) }}), {{ label }}, '')
{%- endmacro %}
