with

int_company__ein_decided as (
    select * from {{ ref('int_company__ein_decided') }}
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(ein as text) as ein,
        cast(current_ein as text) as current_ein,
        cast(former_ein as text) as former_ein,
        cast(best_method as text) as method,
        cast(best_score as numeric(5, 4)) as score,
        cast(reason as text) as reason,
        cast(doubt as text) as doubt,
        cast(runner_up_gap as numeric(5, 4)) as runner_up_gap,
        cast(matched_sponsor_name as text) as matched_sponsor_name,
        cast(has_filing as boolean) as has_filing,
        cast(last_received_date as date) as last_received_date,
        cast(status = 'stale' as boolean) as is_stale,
        cast(conflicting_ein as text) as conflicting_ein,
        cast(conflicting_method as text) as conflicting_method,
        cast(has_conflict as boolean) as has_conflict
    from int_company__ein_decided
    where ein is not null
)

select * from final
