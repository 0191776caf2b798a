with

snap_contract as (
    select * from {{ ref('snap_contract') }}
),

final as (
    select
        cast(dbt_scd_id as text) as history_id,
        cast(contract_id as text) as contract_id,
        cast(account_number as text) as account_number,
        cast(pdf_url as text) as pdf_url,
        cast(document_repository_id as text) as document_repository_id,
        cast(contract_type as text) as contract_type,
        cast(contract_date as date) as contract_date,
        cast(customer_name as text) as customer_name,
        cast(s3_bucket as text) as s3_bucket,
        cast(s3_key as text) as s3_key,
        cast(template_version as text) as template_version,
        cast(effective_date as date) as effective_date,
        cast(deprecated_date as date) as deprecated_date,
        cast(is_active as boolean) as is_active,
        cast(dbt_valid_from as timestamp) as valid_from,
        cast(dbt_valid_to as timestamp) as valid_to,
        cast(dbt_valid_to is null as boolean) as is_current,
        cast(dbt_is_deleted = 'True' as boolean) as is_deleted
    from snap_contract
)

select * from final
