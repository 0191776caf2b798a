{% macro regex_like(x, pattern) -%}
    {{ return(adapter.dispatch('regex_like', 'hubspoke')(x, pattern)) }}
{%- endmacro %}

{#- Option s: a dot matches a line break too, as it does on Postgres. -#}
{% macro duckdb__regex_like(x, pattern) -%}
    regexp_matches({{ x }}, {{ pattern }}, 's')
{%- endmacro %}

{% macro postgres__regex_like(x, pattern) -%}
    (({{ x }}) ~ ({{ pattern }}))
{%- endmacro %}
