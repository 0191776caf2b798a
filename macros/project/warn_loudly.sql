{% macro warn_loudly(text) -%}
    {%- set marked = 'WARNING: ' ~ text -%}
    {%- do exceptions.warn('\x1b[33m' ~ marked ~ '\x1b[0m' if flags.USE_COLORS else marked) -%}
{%- endmacro %}
