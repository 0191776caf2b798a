{% macro regex_replace_all(x, pattern, replacement) -%}
    {{ return(adapter.dispatch('regex_replace_all', 'hubspoke')(x, pattern, replacement)) }}
{%- endmacro %}

{#- Option s: a dot matches a line break too, as it does on Postgres. -#}
{% macro duckdb__regex_replace_all(x, pattern, replacement) -%}
    regexp_replace({{ x }}, {{ pattern }}, {{ replacement }}, 'gs')
{%- endmacro %}

{% macro postgres__regex_replace_all(x, pattern, replacement) -%}
    regexp_replace({{ x }}, {{ pattern }}, {{ replacement }}, 'g')
{%- endmacro %}
