with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'contracts') }} as content_hash
    from {{ source('contracts', 'contracts') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('contract_id') }} as own_id,
        {{ to_date('contract_date') }} as contract_date_value,
        {{ try_cast(blank_to_null('vehicle_info'), json_type()) }} as vehicle_info_value,
        {{ to_date('effective_date') }} as effective_date_value,
        {{ to_date('deprecated_date') }} as deprecated_date_value,
        {{ to_boolean('is_active') }} as is_active_value,
        {{ to_timestamp_utc('created_at') }} as created_at_value,
        {{ to_timestamp_utc('updated_at') }} as updated_at_value,
        {{ to_timestamp_utc('last_synced_at') }} as last_synced_at_value,
        {{ row_json('source') }} as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('contracts.contracts', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ blank_to_null('contract_id') }} as text) as contract_id,
        cast({{ blank_to_null('account_number') }} as text) as account_number,
        cast({{ blank_to_null('pdf_url') }} as text) as pdf_url,
        cast({{ blank_to_null('document_repository_id') }} as text) as document_repository_id,
        cast({{ blank_to_null('contract_type') }} as text) as contract_type,
        cast(contract_date_value as date) as contract_date,
        cast({{ clean_text('customer_name') }} as text) as customer_name,
        vehicle_info_value as vehicle_info,
        cast({{ blank_to_null('s3_bucket') }} as text) as s3_bucket,
        cast({{ blank_to_null('s3_key') }} as text) as s3_key,
        cast({{ blank_to_null('template_version') }} as text) as template_version,
        cast(effective_date_value as date) as effective_date,
        cast(deprecated_date_value as date) as deprecated_date,
        cast(is_active_value as boolean) as is_active,
        cast(created_at_value as timestamp) as created_at,
        cast(updated_at_value as timestamp) as updated_at,
        cast(last_synced_at_value as timestamp) as last_synced_at,
        raw_record,
        cast({{ cast_failures([
            ['contract_date', blank_to_null('contract_date'), 'contract_date_value'],
            ['vehicle_info', blank_to_null('vehicle_info'), 'vehicle_info_value'],
            ['effective_date', blank_to_null('effective_date'), 'effective_date_value'],
            ['deprecated_date', blank_to_null('deprecated_date'), 'deprecated_date_value'],
            ['is_active', blank_to_null('is_active'), 'is_active_value'],
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
            ['updated_at', blank_to_null('updated_at'), 'updated_at_value'],
            ['last_synced_at', blank_to_null('last_synced_at'), 'last_synced_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
