{#- A space at both ends makes each word one that stands between two. -#}
{% macro party_name_key(x) -%}
    {%- set key = namespace(sql="' ' || " ~ company_name_key(x) ~ " || ' '") -%}
    {%- for word, full in var('name_abbreviations').items() -%}
        {%- set key.sql = "replace(" ~ key.sql ~ ", ' " ~ word ~ " ', ' " ~ full ~ " ')" -%}
    {%- endfor -%}
    trim(both ' ' from {{ key.sql }})
{%- endmacro %}
