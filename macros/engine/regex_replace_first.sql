{% macro regex_replace_first(x, pattern, replacement) -%}
    {{ return(adapter.dispatch('regex_replace_first', 'hubspoke')(x, pattern, replacement)) }}
{%- endmacro %}

{#- Option s: a dot matches a line break too, as it does on Postgres. -#}
{% macro duckdb__regex_replace_first(x, pattern, replacement) -%}
    regexp_replace({{ x }}, {{ pattern }}, {{ replacement }}, 's')
{%- endmacro %}

{% macro postgres__regex_replace_first(x, pattern, replacement) -%}
    regexp_replace({{ x }}, {{ pattern }}, {{ replacement }})
{%- endmacro %}
