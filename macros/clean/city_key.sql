{% macro city_key(x) -%}
    {%- set words = plain_words(lower_ascii(strip_accents(x))) -%}
    {%- set key = namespace(sql=words) -%}
    {%- for word, abbreviation in var('city_abbreviations').items() -%}
        {%- set key.sql = "regexp_replace(" ~ key.sql ~ ", '^" ~ word ~ " ', '" ~ abbreviation ~ " ')" -%}
    {%- endfor -%}
    -- EFAST takes 22 characters of a city, and cuts the rest.
    nullif(trim(both ' ' from left({{ key.sql }}, 22)), '')
{%- endmacro %}
