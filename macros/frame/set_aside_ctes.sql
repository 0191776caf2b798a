{% macro set_aside_ctes(system, table, judged='judged') -%}
quarantined as (
    select
        raw_row_id,
        'quarantined' as outcome,
        reason_codes
    from {{ judged }}
    where reason_codes is not null
),

-- A row that is quarantined takes no other's place.
merged as (
    {{ later_deliveries(
        judged, delivery_key(system, table), newest_first(system, table), 'reason_codes is null'
    ) }}
),

set_aside as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('{{ system }}.{{ table }}' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from quarantined

    union all

    select
        cast(raw_row_id as text) as raw_row_id,
        cast('{{ system }}.{{ table }}' as text) as source_table,
        cast('merged' as text) as outcome,
        cast(null as text) as reason_codes
    from merged
)
{%- endmacro %}
