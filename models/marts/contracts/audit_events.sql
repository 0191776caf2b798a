{#- Incremental by raw row: an event that was edited in its file is another row. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        meta={'large': true},
        pre_hook="{{ delete_rows_not_in(ref('stg_contracts__audit_events'), ref('int_contracts__audit_events_set_aside')) }}"
    )
}}

with

stg_contracts__audit_events as (
    select * from {{ ref('stg_contracts__audit_events') }}
),

int_contracts__audit_events_set_aside as (
    select * from {{ ref('int_contracts__audit_events_set_aside') }}
),

-- Joins, and not new_promoted_rows(): with three million events they are what was measured.
promoted as (
    select staged.*
    from stg_contracts__audit_events as staged
    left join int_contracts__audit_events_set_aside as set_aside
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
        cast(event_id as uuid) as event_id,
        cast(event_type as text) as event_type,
        cast(contract_id as text) as contract_id,
        cast(extraction_id as uuid) as extraction_id,
        cast(user_id as uuid) as user_id,
        {{ try_cast('event_data', json_type()) }} as event_data,
        cast(timestamp as timestamp) as timestamp,
        cast(ip_address as text) as ip_address,
        cast(user_agent as text) as user_agent,
        cast(session_id as uuid) as session_id,
        cast(duration_ms as integer) as duration_ms,
        cast(cost_usd as numeric(10, 6)) as cost_usd,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from promoted
)

select * from final
