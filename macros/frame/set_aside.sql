{% macro set_aside(system, table) -%}
with

judged as (
    {{ judged(system, table) }}
),

{{ set_aside_ctes(system, table) }}

select * from set_aside
{%- endmacro %}
