{% macro us_phone_e164(x) -%}
    {#- ".0" is what a tool leaves that took a column of phones for numbers. -#}
    {%- set extension = "'[.]0$|(?:ext|x|#).*$'" -%}
    {%- set main = regex_replace_all(lower_ascii(x), extension, "''") -%}
    {%- set separators = "'()./-‐‑–—''’" ~ white_space() ~ "'" -%}
    {%- set digits = "translate(" ~ main ~ ", " ~ separators ~ ", '')" -%}
    {#- A plus without the 1 is a number abroad, even when ten digits follow. -#}
    '+1' || right(
        {{ regex_first(digits, "'^(?:[+]?1)?[2-9][0-9]{2}[2-9][0-9]{6}$'") }},
        10
    )
{%- endmacro %}
