{% macro offset_interval(is_behind, hhmm) -%}
    {{ return(adapter.dispatch('offset_interval', 'hubspoke')(is_behind, hhmm)) }}
{%- endmacro %}

{#- DuckDB reads no interval that begins with a plus. -#}
{% macro default__offset_interval(is_behind, hhmm) -%}
    cast(
        case when {{ is_behind }} then '-' else '' end
        || left({{ hhmm }}, 2) || ':' || right({{ hhmm }}, 2) || ':00' as interval
    )
{%- endmacro %}
