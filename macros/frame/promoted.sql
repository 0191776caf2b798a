{% macro promoted(system, table, computed={}) -%}
with

promoted as (
    {{ promoted_rows(system, table) }}
)

select
    {{- contract_columns('promoted', computed, system, table) }}
from promoted
{%- endmacro %}
