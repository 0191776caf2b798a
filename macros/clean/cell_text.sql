{#- A formula that gives a text (="00123") and an apostrophe in front both keep a spreadsheet from
    taking it for a number. -#}
{% macro cell_text(x, number=false) -%}
    {%- set wrapping = "^(?:= *\"|=|'')[" ~ white_space() ~ "]*|[" ~ white_space() ~ "]*\"$" -%}
    {#- What is left of a code once it was a number: 43004.0. -#}
    {%- set fraction = "|[.]0+\"?$" if number else "" -%}
    nullif({{ regex_replace_all(blank_to_null(x), "'" ~ wrapping ~ fraction ~ "'", "''") }}, '')
{%- endmacro %}
