with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'sessions') }} as content_hash
    from {{ source('contracts', 'sessions') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('session_id') }} as own_id,
        {{ to_uuid('session_id') }} as session_id_value,
        {{ to_uuid('user_id') }} as user_id_value,
        {{ to_timestamp_utc('expires_at') }} as expires_at_value,
        {{ to_timestamp_utc('created_at') }} as created_at_value,
        {{ to_timestamp_utc('last_activity') }} as last_activity_value,
        {{ to_boolean('is_active') }} as is_active_value,
        {{ row_json('source') }} as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('contracts.sessions', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(session_id_value as uuid) as session_id,
        cast(user_id_value as uuid) as user_id,
        -- The system's own tables give an address with its mask, exports without.
        cast(split_part({{ blank_to_null('ip_address') }}, '/', 1) as text) as ip_address,
        cast({{ clean_text('user_agent') }} as text) as user_agent,
        cast(expires_at_value as timestamp) as expires_at,
        cast(created_at_value as timestamp) as created_at,
        cast(last_activity_value as timestamp) as last_activity,
        cast(is_active_value as boolean) as is_active,
        raw_record,
        cast({{ cast_failures([
            ['session_id', blank_to_null('session_id'), 'session_id_value'],
            ['user_id', blank_to_null('user_id'), 'user_id_value'],
            ['expires_at', blank_to_null('expires_at'), 'expires_at_value'],
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
            ['last_activity', blank_to_null('last_activity'), 'last_activity_value'],
            ['is_active', blank_to_null('is_active'), 'is_active_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
