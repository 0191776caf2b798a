with

extraction_field as (
    select * from {{ ref('extraction_field') }}
),

counted as (
    select
        field_name,
        extraction_month,
        llm_model_version,
        coalesce(llm_provider, 'unknown') as llm_provider,
        count(*) as extracted_count,
        count(*) filter (where has_value) as value_count,
        count(*) filter (where was_corrected) as corrected_count,
        count(*) filter (where is_reviewed) as reviewed_count,
        avg(confidence) as mean_confidence
    from extraction_field
    where extraction_month is not null
    group by
        field_name,
        extraction_month,
        llm_model_version,
        coalesce(llm_provider, 'unknown')
),

final as (
    select
        cast(field_name as text) as field_name,
        cast(llm_provider as text) as llm_provider,
        cast(llm_model_version as text) as llm_model_version,
        cast(extraction_month as date) as extraction_month,
        cast(extracted_count as bigint) as extracted_count,
        cast(value_count as bigint) as value_count,
        cast(corrected_count as bigint) as corrected_count,
        cast(reviewed_count as bigint) as reviewed_count,
        {{ share('extracted_count - corrected_count', 'extracted_count', 5, 4) }}
            as accuracy_rate,
        {{ wilson_bound('extracted_count - corrected_count', 'extracted_count', -1) }}
            as wilson_low,
        {{ wilson_bound('extracted_count - corrected_count', 'extracted_count', 1) }}
            as wilson_high,
        {{ share('reviewed_count - corrected_count', 'reviewed_count', 5, 4) }}
            as reviewed_accuracy_rate,
        {{ rounded('mean_confidence', 5, 2) }} as mean_confidence
    from counted
)

select * from final
