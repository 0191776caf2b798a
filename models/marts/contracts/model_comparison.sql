with

extractions as (
    select * from {{ ref('extractions') }}
),

extraction_field as (
    select * from {{ ref('extraction_field') }}
),

corrected as (
    select
        extraction_id,
        count(*) filter (where was_corrected) as corrected_field_count
    from extraction_field
    group by extraction_id
),

measured as (
    select
        extractions.*,
        corrected.corrected_field_count
    from extractions
    inner join corrected
        on extractions.extraction_id = corrected.extraction_id
),

counted as (
    select
        llm_model_version,
        coalesce(llm_provider, 'unknown') as llm_provider,
        count(*) as extraction_count,
        count(*) filter (where status = 'approved') as approved_count,
        count(*) filter (where status = 'rejected') as rejected_count,
        count(*) filter (where status = 'pending') as pending_count,
        sum(corrected_field_count) as corrected_field_count,
        {{ mean_confidence() }} as mean_confidence,
        sum(total_cost_usd) as total_cost_usd,
        avg(total_cost_usd) as mean_cost_usd,
        sum(prompt_tokens) as prompt_tokens,
        sum(completion_tokens) as completion_tokens,
        percentile_cont(0.5) within group (order by processing_time_ms) as latency_p50_ms,
        percentile_cont(0.95) within group (order by processing_time_ms) as latency_p95_ms
    from measured
    group by
        llm_model_version,
        coalesce(llm_provider, 'unknown')
),

final as (
    select
        cast(llm_provider as text) as llm_provider,
        cast(llm_model_version as text) as llm_model_version,
        cast(extraction_count as bigint) as extraction_count,
        cast(approved_count as bigint) as approved_count,
        cast(rejected_count as bigint) as rejected_count,
        cast(pending_count as bigint) as pending_count,
        cast(corrected_field_count as bigint) as corrected_field_count,
        {{ share('3 * extraction_count - corrected_field_count', '3 * extraction_count', 5, 4) }}
            as accuracy_rate,
        cast(mean_confidence as numeric(5, 2)) as mean_confidence,
        cast(total_cost_usd as numeric(18, 6)) as total_cost_usd,
        {{ rounded('mean_cost_usd', 18, 6) }} as mean_cost_usd,
        cast(prompt_tokens as bigint) as prompt_tokens,
        cast(completion_tokens as bigint) as completion_tokens,
        {{ rounded('latency_p50_ms', 12, 2) }} as latency_p50_ms,
        {{ rounded('latency_p95_ms', 12, 2) }} as latency_p95_ms
    from counted
)

select * from final
