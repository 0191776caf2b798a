with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'extractions') }} as content_hash
    from {{ source('contracts', 'extractions') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('extraction_id') }} as own_id,
        {{ to_uuid('extraction_id') }} as extraction_id_value,
        {{ to_numeric('gap_insurance_premium', 10, 2) }} as gap_insurance_premium_value,
        {{ to_numeric('gap_premium_confidence', 5, 2) }} as gap_premium_confidence_value,
        {{ try_cast(blank_to_null('gap_premium_source'), json_type()) }}
            as gap_premium_source_value,
        {{ to_numeric('refund_method_confidence', 5, 2) }} as refund_method_confidence_value,
        {{ try_cast(blank_to_null('refund_method_source'), json_type()) }}
            as refund_method_source_value,
        {{ to_numeric('cancellation_fee', 10, 2) }} as cancellation_fee_value,
        {{ to_numeric('cancellation_fee_confidence', 5, 2) }} as cancellation_fee_confidence_value,
        {{ try_cast(blank_to_null('cancellation_fee_source'), json_type()) }}
            as cancellation_fee_source_value,
        {{ to_integer('processing_time_ms') }} as processing_time_ms_value,
        {{ to_integer('prompt_tokens') }} as prompt_tokens_value,
        {{ to_integer('completion_tokens') }} as completion_tokens_value,
        {{ to_numeric('total_cost_usd', 10, 6) }} as total_cost_usd_value,
        {{ to_timestamp_utc('extracted_at') }} as extracted_at_value,
        {{ to_uuid('extracted_by') }} as extracted_by_value,
        {{ to_timestamp_utc('approved_at') }} as approved_at_value,
        {{ to_uuid('approved_by') }} as approved_by_value,
        {{ to_timestamp_utc('rejected_at') }} as rejected_at_value,
        {{ to_uuid('rejected_by') }} as rejected_by_value,
        {{ to_timestamp_utc('updated_at') }} as updated_at_value,
        {{ row_json('source') }} as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('contracts.extractions', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(extraction_id_value as uuid) as extraction_id,
        cast({{ blank_to_null('contract_id') }} as text) as contract_id,
        cast(gap_insurance_premium_value as numeric(10, 2)) as gap_insurance_premium,
        cast(gap_premium_confidence_value as numeric(5, 2)) as gap_premium_confidence,
        gap_premium_source_value as gap_premium_source,
        cast({{ clean_text('refund_calculation_method') }} as text) as refund_calculation_method,
        cast(refund_method_confidence_value as numeric(5, 2)) as refund_method_confidence,
        refund_method_source_value as refund_method_source,
        cast(cancellation_fee_value as numeric(10, 2)) as cancellation_fee,
        cast(cancellation_fee_confidence_value as numeric(5, 2)) as cancellation_fee_confidence,
        cancellation_fee_source_value as cancellation_fee_source,
        cast({{ blank_to_null('llm_model_version') }} as text) as llm_model_version,
        cast({{ blank_to_null('llm_provider') }} as text) as llm_provider,
        cast(processing_time_ms_value as integer) as processing_time_ms,
        cast(prompt_tokens_value as integer) as prompt_tokens,
        cast(completion_tokens_value as integer) as completion_tokens,
        cast(total_cost_usd_value as numeric(10, 6)) as total_cost_usd,
        cast({{ blank_to_null('status') }} as text) as status,
        cast(extracted_at_value as timestamp) as extracted_at,
        cast(extracted_by_value as uuid) as extracted_by,
        cast(approved_at_value as timestamp) as approved_at,
        cast(approved_by_value as uuid) as approved_by,
        cast(rejected_at_value as timestamp) as rejected_at,
        cast(rejected_by_value as uuid) as rejected_by,
        cast({{ clean_text('rejection_reason') }} as text) as rejection_reason,
        cast(updated_at_value as timestamp) as updated_at,
        raw_record,
        cast({{ cast_failures([
            ['extraction_id', blank_to_null('extraction_id'), 'extraction_id_value'],
            ['gap_insurance_premium', blank_to_null('gap_insurance_premium'),
                'gap_insurance_premium_value'],
            ['gap_premium_confidence', blank_to_null('gap_premium_confidence'),
                'gap_premium_confidence_value'],
            ['gap_premium_source', blank_to_null('gap_premium_source'), 'gap_premium_source_value'],
            ['refund_method_confidence', blank_to_null('refund_method_confidence'),
                'refund_method_confidence_value'],
            ['refund_method_source', blank_to_null('refund_method_source'),
                'refund_method_source_value'],
            ['cancellation_fee', blank_to_null('cancellation_fee'), 'cancellation_fee_value'],
            ['cancellation_fee_confidence', blank_to_null('cancellation_fee_confidence'),
                'cancellation_fee_confidence_value'],
            ['cancellation_fee_source', blank_to_null('cancellation_fee_source'),
                'cancellation_fee_source_value'],
            ['processing_time_ms', blank_to_null('processing_time_ms'), 'processing_time_ms_value'],
            ['prompt_tokens', blank_to_null('prompt_tokens'), 'prompt_tokens_value'],
            ['completion_tokens', blank_to_null('completion_tokens'), 'completion_tokens_value'],
            ['total_cost_usd', blank_to_null('total_cost_usd'), 'total_cost_usd_value'],
            ['extracted_at', blank_to_null('extracted_at'), 'extracted_at_value'],
            ['extracted_by', blank_to_null('extracted_by'), 'extracted_by_value'],
            ['approved_at', blank_to_null('approved_at'), 'approved_at_value'],
            ['approved_by', blank_to_null('approved_by'), 'approved_by_value'],
            ['rejected_at', blank_to_null('rejected_at'), 'rejected_at_value'],
            ['rejected_by', blank_to_null('rejected_by'), 'rejected_by_value'],
            ['updated_at', blank_to_null('updated_at'), 'updated_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
