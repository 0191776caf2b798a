{% macro sha256_hex(x) -%}
    {{ return(adapter.dispatch('sha256_hex', 'hubspoke')(x)) }}
{%- endmacro %}

{% macro duckdb__sha256_hex(x) -%}
    sha256({{ x }})
{%- endmacro %}

{% macro postgres__sha256_hex(x) -%}
    encode(sha256(convert_to({{ x }}, 'UTF8')), 'hex')
{%- endmacro %}
