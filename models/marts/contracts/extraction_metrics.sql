with

extractions as (
    select * from {{ ref('extractions') }}
),

counted as (
    select
        *,
        coalesce(
            cast(gap_insurance_premium as text),
            refund_calculation_method,
            cast(cancellation_fee as text)
        ) is not null as is_successful
    from extractions
    where extracted_at is not null
),

final as (
    select
        cast(extracted_at as date) as date,
        cast(coalesce(llm_provider, 'unknown') as text) as llm_provider,
        cast(count(*) as integer) as total_extractions,
        cast(count(*) filter (where is_successful) as integer) as successful_extractions,
        cast(count(*) filter (where not is_successful) as integer) as failed_extractions,
        cast({{ rounded('avg(processing_time_ms)', 12, 0) }} as integer)
            as avg_processing_time_ms,
        {{ mean_confidence() }} as avg_confidence_score,
        cast(sum(total_cost_usd) as numeric(10, 2)) as total_cost_usd
    from counted
    group by
        cast(extracted_at as date),
        coalesce(llm_provider, 'unknown')
)

select * from final
