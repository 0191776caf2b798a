with

int_company__ein_candidates as (
    select * from {{ ref('int_company__ein_candidates') }}
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(ein as text) as ein,
        cast(current_ein as text) as current_ein,
        cast(former_ein as text) as former_ein,
        cast(method as text) as method,
        cast(score as numeric(5, 4)) as score,
        cast(candidate_rank as integer) as candidate_rank,
        cast(runner_up_gap as numeric(5, 4)) as runner_up_gap,
        cast(filed_method as text) as filed_method,
        cast(filed_score as numeric(5, 4)) as filed_score,
        cast(doubt as text) as doubt,
        cast(matched_sponsor_name as text) as matched_sponsor_name,
        cast(matched_name_kind as text) as matched_name_kind,
        cast(has_filing as boolean) as has_filing,
        cast(last_received_date as date) as last_received_date
    from int_company__ein_candidates
)

select * from final
