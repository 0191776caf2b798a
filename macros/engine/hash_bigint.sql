{#- Fifteen hex digits, not sixteen: all values are positive. -#}
{% macro hash_bigint(x) -%}
    {{ return(adapter.dispatch('hash_bigint', 'hubspoke')(x)) }}
{%- endmacro %}

{% macro duckdb__hash_bigint(x) -%}
    cast('0x' || left(md5({{ x }}), 15) as bigint)
{%- endmacro %}

{% macro postgres__hash_bigint(x) -%}
    cast(cast('x' || left(md5({{ x }}), 15) as bit(60)) as bigint)
{%- endmacro %}
