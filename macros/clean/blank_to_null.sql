{#- The characters are listed, because trim() alone takes spaces on Postgres and every Unicode
    space on DuckDB. -#}
{% macro blank_to_null(x) -%}
    nullif({{ trim_characters(x, white_space()) }}, '')
{%- endmacro %}
