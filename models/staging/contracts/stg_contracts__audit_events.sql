{#- A file is read once: again only when it or the columns it is read by have changed. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_files('contracts', 'audit_events') }}"
    )
}}

with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'audit_events') }} as content_hash
    from {{ source('contracts', 'audit_events') }}
    where {{ in_changed_files('contracts', 'audit_events') }}
),

cast_once as (
    select
        *,
        {{ to_uuid('event_id') }} as event_id_value,
        {{ to_uuid('extraction_id') }} as extraction_id_value,
        {{ to_uuid('user_id') }} as user_id_value,
        {{ withhold_secrets(blank_to_null('event_data')) }} as event_data_value,
        {{ to_timestamp_utc('timestamp') }} as timestamp_value,
        {{ to_uuid('session_id') }} as session_id_value,
        {{ to_integer('duration_ms') }} as duration_ms_value,
        {{ to_numeric('cost_usd', 10, 6) }} as cost_usd_value
    from source
),

typed as (
    select
        -- By content, because an event that is edited in its file is another row.
        cast(
            {{ raw_row_id('contracts.audit_events', 'cast(null as text)', 'content_hash') }} as text
        ) as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ source_file_version('contracts', 'audit_events') }} as text) as source_version,
        cast(event_id_value as uuid) as event_id,
        cast({{ blank_to_null('event_type') }} as text) as event_type,
        cast({{ blank_to_null('contract_id') }} as text) as contract_id,
        cast(extraction_id_value as uuid) as extraction_id,
        cast(user_id_value as uuid) as user_id,
        cast(event_data_value as text) as event_data,
        cast(timestamp_value as timestamp) as timestamp,
        -- The system's own tables give an address with its mask, exports without.
        cast(split_part({{ blank_to_null('ip_address') }}, '/', 1) as text) as ip_address,
        cast({{ clean_text('user_agent') }} as text) as user_agent,
        cast(session_id_value as uuid) as session_id,
        cast(duration_ms_value as integer) as duration_ms,
        cast(cost_usd_value as numeric(10, 6)) as cost_usd,
        cast({{ cast_failures([
            ['event_id', blank_to_null('event_id'), 'event_id_value'],
            ['extraction_id', blank_to_null('extraction_id'), 'extraction_id_value'],
            ['user_id', blank_to_null('user_id'), 'user_id_value'],
            ['event_data', 'event_data_value', try_cast('event_data_value', json_type())],
            ['timestamp', blank_to_null('timestamp'), 'timestamp_value'],
            ['session_id', blank_to_null('session_id'), 'session_id_value'],
            ['duration_ms', blank_to_null('duration_ms'), 'duration_ms_value'],
            ['cost_usd', blank_to_null('cost_usd'), 'cost_usd_value'],
        ]) }} as text) as cast_failures
    from cast_once
),

final as (
    select
        raw_row_id,
        source_file,
        source_version,
        event_id,
        event_type,
        contract_id,
        extraction_id,
        user_id,
        event_data,
        timestamp,
        ip_address,
        user_agent,
        session_id,
        duration_ms,
        cost_usd,
        cast({{ audit_row_hash() }} as text) as row_hash,
        cast_failures
    from typed
)

select * from final
