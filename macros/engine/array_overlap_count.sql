{% macro array_overlap_count(a, b) -%}
    {{ return(adapter.dispatch('array_overlap_count', 'hubspoke')(a, b)) }}
{%- endmacro %}

{% macro duckdb__array_overlap_count(a, b) -%}
    cast(coalesce(len(list_intersect({{ a }}, {{ b }})), 0) as integer)
{%- endmacro %}

{% macro postgres__array_overlap_count(a, b) -%}
    (
        select cast(count(distinct element) as integer)
        from unnest({{ a }}) as elements (element)
        where element = any({{ b }})
    )
{%- endmacro %}
