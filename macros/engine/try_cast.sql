{% macro try_cast(expression, type) -%}
    {{ return(adapter.dispatch('try_cast', 'hubspoke')(expression, type)) }}
{%- endmacro %}

{% macro duckdb__try_cast(expression, type) -%}
    try_cast({{ expression }} as {{ type }})
{%- endmacro %}

{#- The check stands inside the cast: Postgres evaluates a cast of a literal while it plans, before
    a surrounding case could have skipped it. -#}
{% macro postgres__try_cast(expression, type) -%}
    cast(case
        when pg_input_is_valid(cast({{ expression }} as text), '{{ type }}') then {{ expression }}
    end as {{ type }})
{%- endmacro %}
