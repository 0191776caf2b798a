with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'system_config') }} as content_hash
    from {{ source('contracts', 'system_config') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('config_key') }} as own_id,
        {{ to_boolean('is_secret') }} as is_secret_value,
        {{ to_timestamp_utc('created_at') }} as created_at_value,
        {{ to_timestamp_utc('updated_at') }} as updated_at_value,
        {{ to_uuid('updated_by') }} as updated_by_value,
        {{ row_json('source') }} as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('contracts.system_config', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ blank_to_null('config_key') }} as text) as config_key,
        cast({{ clean_text('config_value') }} as text) as config_value,
        cast({{ blank_to_null('value_type') }} as text) as value_type,
        cast({{ clean_text('description') }} as text) as description,
        cast(is_secret_value as boolean) as is_secret,
        cast(created_at_value as timestamp) as created_at,
        cast(updated_at_value as timestamp) as updated_at,
        cast(updated_by_value as uuid) as updated_by,
        raw_record,
        cast({{ cast_failures([
            ['is_secret', blank_to_null('is_secret'), 'is_secret_value'],
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
            ['updated_at', blank_to_null('updated_at'), 'updated_at_value'],
            ['updated_by', blank_to_null('updated_by'), 'updated_by_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
