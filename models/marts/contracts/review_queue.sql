with

extractions as (
    select * from {{ ref('extractions') }}
),

contracts as (
    select * from {{ ref('contracts') }}
),

-- One field that nobody can vouch for is enough to go first: a missing confidence is below all.
pending as (
    select
        *,
        least(
            coalesce(gap_premium_confidence, -1),
            coalesce(refund_method_confidence, -1),
            coalesce(cancellation_fee_confidence, -1)
        ) as lowest
    from extractions
    where status = 'pending'
),

ranked as (
    select
        *,
        case
            when coalesce(gap_premium_confidence, -1) = lowest
                then 'gap_insurance_premium'
            when coalesce(refund_method_confidence, -1) = lowest
                then 'refund_calculation_method'
            else 'cancellation_fee'
        end as weakest_field,
        row_number() over (
            order by
                lowest asc,
                extracted_at asc nulls first,
                {{ collate_c('cast(extraction_id as text)') }} asc
        ) as queue_rank
    from pending
),

final as (
    select
        cast(ranked.queue_rank as integer) as queue_rank,
        cast(ranked.extraction_id as uuid) as extraction_id,
        cast(ranked.contract_id as text) as contract_id,
        cast(contracts.contract_type as text) as contract_type,
        cast(nullif(ranked.lowest, -1) as numeric(5, 2)) as lowest_confidence,
        cast(ranked.weakest_field as text) as weakest_field,
        cast(ranked.gap_insurance_premium as numeric(10, 2)) as gap_insurance_premium,
        cast(ranked.gap_premium_confidence as numeric(5, 2)) as gap_premium_confidence,
        cast(ranked.refund_calculation_method as text) as refund_calculation_method,
        cast(ranked.refund_method_confidence as numeric(5, 2)) as refund_method_confidence,
        cast(ranked.cancellation_fee as numeric(10, 2)) as cancellation_fee,
        cast(ranked.cancellation_fee_confidence as numeric(5, 2)) as cancellation_fee_confidence,
        cast(ranked.llm_provider as text) as llm_provider,
        cast(ranked.llm_model_version as text) as llm_model_version,
        cast(ranked.extracted_at as timestamp) as extracted_at,
        cast(ranked.extracted_by as uuid) as extracted_by,
        cast(
            {{ days_between('cast(ranked.extracted_at as date)', as_of_date()) }} as integer
        ) as age_days
    from ranked
    inner join contracts
        on ranked.contract_id = contracts.contract_id
)

select * from final
