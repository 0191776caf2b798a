{#- Dots and apostrophes stand inside a word (L.L.C., O'Brien), all else between words. -#}
{% macro plain_words(x) -%}
    {%- set text = "translate(" ~ x ~ ", '.''`´‘’ʼ′', '')" -%}
    trim(both ' ' from {{ regex_replace_all(text, "'[^a-z0-9]+'", "' '") }})
{%- endmacro %}
