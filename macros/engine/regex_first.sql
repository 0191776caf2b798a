{#- regexp_extract knows no "no match" but '', so on both engines an empty match counts as none. -#}
{% macro regex_first(x, pattern) -%}
    {{ return(adapter.dispatch('regex_first', 'hubspoke')(x, pattern)) }}
{%- endmacro %}

{#- Option s: a dot matches a line break too, as it does on Postgres. -#}
{% macro duckdb__regex_first(x, pattern) -%}
    nullif(regexp_extract({{ x }}, {{ pattern }}, 0, 's'), '')
{%- endmacro %}

{#- Not substring(x from pattern): that returns a group in place of the match when there is one. -#}
{% macro postgres__regex_first(x, pattern) -%}
    nullif(regexp_substr({{ x }}, {{ pattern }}), '')
{%- endmacro %}
