{#- Dots and apostrophes stand inside a word (L.L.C., O'Brien), all else between words. -#}
{% macro plain_words(x) -%}
    {%- set joined = "translate(" ~ x ~ ", '.''`´‘’ʼ′', '')" -%}
    trim(regexp_replace({{ joined }}, '[^a-z0-9]+', ' ', 'g'), ' ')
{%- endmacro %}
