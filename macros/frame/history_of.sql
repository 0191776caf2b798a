{% macro history_of(snapshot) -%}
with

versions as (
    select
        *,
        dbt_scd_id as history_id,
        dbt_valid_from as valid_from,
        dbt_valid_to as valid_to,
        dbt_valid_to is null as is_current,
        dbt_is_deleted = 'True' as is_deleted
    from {{ ref(snapshot) }}
)

select
    {{- contract_columns('versions') }}
from versions
{%- endmacro %}
