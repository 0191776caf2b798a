with

extractions as (
    select * from {{ ref('extractions') }}
),

contracts as (
    select * from {{ ref('contracts') }}
),

contracts_users as (
    select * from {{ ref('contracts_users') }}
),

corrections as (
    select * from {{ ref('corrections') }}
),

corrected as (
    select distinct extraction_id
    from corrections
),

final as (
    select
        cast(extractions.extraction_id as uuid) as extraction_id,
        cast(extractions.contract_id as text) as contract_id,
        cast(contracts.account_number as text) as account_number,
        cast(contracts.contract_type as text) as contract_type,
        cast(extractions.gap_insurance_premium as numeric(10, 2)) as gap_insurance_premium,
        cast(extractions.gap_premium_confidence as numeric(5, 2)) as gap_premium_confidence,
        cast(extractions.refund_calculation_method as text) as refund_calculation_method,
        cast(extractions.refund_method_confidence as numeric(5, 2)) as refund_method_confidence,
        cast(extractions.cancellation_fee as numeric(10, 2)) as cancellation_fee,
        cast(extractions.cancellation_fee_confidence as numeric(5, 2))
            as cancellation_fee_confidence,
        cast(extractions.status as text) as status,
        cast(extractions.llm_model_version as text) as llm_model_version,
        cast(extractions.llm_provider as text) as llm_provider,
        cast(extractions.processing_time_ms as integer) as processing_time_ms,
        cast(extractions.extracted_at as timestamp) as extracted_at,
        cast(extracting_user.username as text) as extracted_by_username,
        cast(extracting_user.email as text) as extracted_by_email,
        cast(extractions.approved_at as timestamp) as approved_at,
        cast(approving_user.username as text) as approved_by_username,
        cast(approving_user.email as text) as approved_by_email,
        cast(corrected.extraction_id is not null as boolean) as has_corrections
    from extractions
    inner join contracts
        on extractions.contract_id = contracts.contract_id
    left join contracts_users as extracting_user
        on extractions.extracted_by = extracting_user.user_id
    left join contracts_users as approving_user
        on extractions.approved_by = approving_user.user_id
    left join corrected
        on extractions.extraction_id = corrected.extraction_id
)

select * from final
