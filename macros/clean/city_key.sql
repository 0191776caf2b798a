{% macro city_key(x) -%}
    {%- set words = plain_words(lower_ascii(strip_accents(x))) -%}
    {%- set short = {
        'saint': 'st', 'sainte': 'ste', 'fort': 'ft', 'mount': 'mt', 'north': 'n', 'south': 's',
        'east': 'e', 'west': 'w',
    } -%}
    {%- set key = namespace(sql=words) -%}
    {%- for word, abbreviation in short.items() -%}
        {%- set key.sql = "regexp_replace(" ~ key.sql ~ ", '^" ~ word ~ " ', '" ~ abbreviation ~ " ')" -%}
    {%- endfor -%}
    -- EFAST takes 22 characters of a city, and cuts the rest.
    nullif(trim(both ' ' from left({{ key.sql }}, 22)), '')
{%- endmacro %}
