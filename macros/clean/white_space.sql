{#- The characters stand in the SQL as themselves: chr() calls would take DuckDB eight times as long
    to plan, and no other notation works on both engines. A zero-width joiner is not among them: it
    holds an emoji together. -#}
{% macro white_space(zero_width=true) -%}
    {#- Space, tab, line feed, vertical tab, form feed, carriage return, then three that do not
        break: the plain one, the figure space and the narrow one. -#}
    {%- set wide = " \t\n\x0b\x0c\r\u00a0\u2007\u202f" -%}
    {#- Zero-width space, word joiner, byte order mark. -#}
    {{ return(wide ~ "\u200b\u2060\ufeff" if zero_width else wide) }}
{%- endmacro %}
