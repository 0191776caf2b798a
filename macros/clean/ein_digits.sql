{#- What people set an EIN apart with: spaces, a hyphen, its no-break kinds, en and em dash. What it
    is may stand before it (EIN: 12-3456789). -#}
{% macro ein_digits(x) -%}
    {%- set label = "'^(?:federal )?(?:f?ein|tax ?id|tin|employer id)(?: ?(?:no[.]?|number|#))?[ :#]*'" -%}
    {%- set bare = "regexp_replace(" ~ lower_ascii(cell_text(x, number=true)) ~ ", " ~ label ~ ", '')" -%}
    translate({{ bare }}, ' -‐‑–—', '')
{%- endmacro %}
