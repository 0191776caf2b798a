with

stg_contracts__contracts as (
    select * from {{ ref('stg_contracts__contracts') }}
),

int_contracts__contracts_set_aside as (
    select * from {{ ref('int_contracts__contracts_set_aside') }}
),

promoted as (
    {{ promoted_rows('stg_contracts__contracts', 'int_contracts__contracts_set_aside') }}
),

final as (
    select
        cast(contract_id as text) as contract_id,
        cast(account_number as text) as account_number,
        cast(pdf_url as text) as pdf_url,
        cast(document_repository_id as text) as document_repository_id,
        cast(coalesce(contract_type, 'GAP') as text) as contract_type,
        cast(contract_date as date) as contract_date,
        cast(customer_name as text) as customer_name,
        vehicle_info,
        cast(s3_bucket as text) as s3_bucket,
        cast(s3_key as text) as s3_key,
        cast(template_version as text) as template_version,
        cast(effective_date as date) as effective_date,
        cast(deprecated_date as date) as deprecated_date,
        cast(is_active as boolean) as is_active,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        cast(last_synced_at as timestamp) as last_synced_at,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from promoted
)

select * from final
