{#- Spreadsheets keep a plus or a leading zero by an apostrophe before it. -#}
{% macro phone_text(x) -%}
    {{ clean_text(x, strip_apostrophe=true) }}
{%- endmacro %}
