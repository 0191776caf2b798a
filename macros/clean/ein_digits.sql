{#- What people set an EIN apart with: spaces, a hyphen, its no-break kinds, en and em dash. -#}
{% macro ein_digits(x) -%}
    translate({{ ein_without_label(x) }}, ' -‐‑–—', '')
{%- endmacro %}
