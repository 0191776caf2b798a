{% macro city_key(x) -%}
    {%- set plain = lower_ascii(strip_accents(x)) -%}
    {%- set joined = "translate(" ~ plain ~ ", '.''`´‘’ʼ′', '')" -%}
    {%- set words = "trim(regexp_replace(" ~ joined ~ ", '[^a-z0-9]+', ' ', 'g'), ' ')" -%}
    {%- set short = {
        'saint': 'st', 'sainte': 'ste', 'fort': 'ft', 'mount': 'mt', 'north': 'n', 'south': 's',
        'east': 'e', 'west': 'w',
    } -%}
    {%- set key = namespace(sql=words) -%}
    {%- for word, abbreviation in short.items() -%}
        {%- set key.sql = "regexp_replace(" ~ key.sql ~ ", '^" ~ word ~ " ', '" ~ abbreviation ~ " ')" -%}
    {%- endfor -%}
    -- EFAST takes 22 characters of a city, and cuts the rest.
    nullif(trim(left({{ key.sql }}, 22), ' '), '')
{%- endmacro %}
