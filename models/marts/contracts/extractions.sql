with

stg_contracts__extractions as (
    select * from {{ ref('stg_contracts__extractions') }}
),

int_contracts__extractions_set_aside as (
    select * from {{ ref('int_contracts__extractions_set_aside') }}
),

promoted as (
    {{ promoted_rows('stg_contracts__extractions', 'int_contracts__extractions_set_aside') }}
),

final as (
    select
        cast(extraction_id as uuid) as extraction_id,
        cast(contract_id as text) as contract_id,
        cast(gap_insurance_premium as numeric(10, 2)) as gap_insurance_premium,
        cast(gap_premium_confidence as numeric(5, 2)) as gap_premium_confidence,
        gap_premium_source,
        cast(refund_calculation_method as text) as refund_calculation_method,
        cast(refund_method_confidence as numeric(5, 2)) as refund_method_confidence,
        refund_method_source,
        cast(cancellation_fee as numeric(10, 2)) as cancellation_fee,
        cast(cancellation_fee_confidence as numeric(5, 2)) as cancellation_fee_confidence,
        cancellation_fee_source,
        cast(llm_model_version as text) as llm_model_version,
        cast(llm_provider as text) as llm_provider,
        cast(processing_time_ms as integer) as processing_time_ms,
        cast(prompt_tokens as integer) as prompt_tokens,
        cast(completion_tokens as integer) as completion_tokens,
        cast(total_cost_usd as numeric(10, 6)) as total_cost_usd,
        cast(status as text) as status,
        cast(extracted_at as timestamp) as extracted_at,
        cast(extracted_by as uuid) as extracted_by,
        cast(approved_at as timestamp) as approved_at,
        cast(approved_by as uuid) as approved_by,
        cast(rejected_at as timestamp) as rejected_at,
        cast(rejected_by as uuid) as rejected_by,
        cast(rejection_reason as text) as rejection_reason,
        cast(updated_at as timestamp) as updated_at,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from promoted
)

select * from final
