{#- Incremental by raw row: an event that was edited in its file is another row. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        meta={'duckdb_primary_key': false},
        pre_hook="{{ delete_unpromoted_rows('contracts', 'audit_events') }}"
    )
}}

with

-- Joins, and not new_promoted_rows(): with three million events they are what was measured.
promoted as (
    select staged.*
    from {{ ref('stg_contracts__audit_events') }} as staged
    left join {{ ref('int_contracts__audit_events_set_aside') }} as set_aside
        on staged.raw_row_id = set_aside.raw_row_id
    {%- if is_incremental() %}
    left join {{ this }} as present
        on staged.raw_row_id = present.raw_row_id
    {%- endif %}
    where
        set_aside.raw_row_id is null
        {%- if is_incremental() %}
        and present.raw_row_id is null
        {%- endif %}
),

final as (
    select
        {{
            contract_columns(
                'promoted',
                {'event_data': try_cast('promoted.event_data', json_type())},
                'contracts',
                'audit_events'
            )
        }}
    from promoted
)

select * from final
