with

extractions as (
    select * from {{ ref('extractions') }}
),

final as (
    select
        cast(extracted_at as date) as extraction_date,
        cast(count(*) as bigint) as total_extractions,
        cast(count(*) filter (where status = 'approved') as bigint) as approved_count,
        cast(count(*) filter (where status = 'rejected') as bigint) as rejected_count,
        cast(count(*) filter (where status = 'pending') as bigint) as pending_count,
        {{ rounded('avg(processing_time_ms)', 12, 2) }} as avg_processing_time_ms,
        {{ mean_confidence() }} as avg_confidence_score,
        cast(sum(total_cost_usd) as numeric(18, 6)) as total_cost_usd
    from extractions
    where extracted_at is not null
    group by cast(extracted_at as date)
)

select * from final
