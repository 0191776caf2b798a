{#- Three, two and four digits set apart: a Social Security number, wherever in the text it stands. -#}
{% macro ein_looks_like_ssn(x) -%}
    {%- set apart = "[ ._/\u00a0‐‑‒–—−-]+" -%}
    {%- set digit = "[0-9]" -%}
    (
        length({{ x }}) >= 11
        and {{ regex_like(
            x,
            "'(?:^|[^0-9])" ~ digit * 3 ~ apart ~ digit * 2 ~ apart ~ digit * 4 ~ "(?:[^0-9]|$)'"
        ) }}
    )
{%- endmacro %}
