with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'users') }} as content_hash
    from {{ source('contracts', 'users') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('user_id') }} as own_id,
        {{ to_uuid('user_id') }} as user_id_value,
        {{ to_timestamp_utc('created_at') }} as created_at_value,
        {{ to_timestamp_utc('updated_at') }} as updated_at_value,
        {{ to_timestamp_utc('last_login_at') }} as last_login_at_value,
        {{ to_boolean('is_active') }} as is_active_value,
        {{ row_json('source') }} as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('contracts.users', 'own_id', 'content_hash') }} as text) as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(user_id_value as uuid) as user_id,
        cast({{ blank_to_null('username') }} as text) as username,
        cast({{ blank_to_null('email') }} as text) as email,
        cast({{ blank_to_null('role') }} as text) as role,
        cast({{ clean_text('first_name') }} as text) as first_name,
        cast({{ clean_text('last_name') }} as text) as last_name,
        cast(created_at_value as timestamp) as created_at,
        cast(updated_at_value as timestamp) as updated_at,
        cast(last_login_at_value as timestamp) as last_login_at,
        cast(is_active_value as boolean) as is_active,
        cast({{ blank_to_null('auth_provider') }} as text) as auth_provider,
        cast({{ blank_to_null('auth_provider_user_id') }} as text) as auth_provider_user_id,
        raw_record,
        cast({{ cast_failures([
            ['user_id', blank_to_null('user_id'), 'user_id_value'],
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
            ['updated_at', blank_to_null('updated_at'), 'updated_at_value'],
            ['last_login_at', blank_to_null('last_login_at'), 'last_login_at_value'],
            ['is_active', blank_to_null('is_active'), 'is_active_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
