with

int_company__ein_decided as (
    select * from {{ ref('int_company__ein_decided') }}
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(company_name as text) as company_name,
        cast(address_city as text) as address_city,
        cast(address_state as text) as address_state,
        cast(status as text) as status,
        cast(reason as text) as reason,
        cast(
            case
                when reason = 'claimed_by_another_company' then 'compare_with_rival'
                when status = 'ambiguous' then 'choose_candidate'
                when status = 'not_found' and address_city is null then 'complete_address'
                when status = 'not_found' then 'look_up_ein'
                when has_conflict then 'check_stored_ein'
                when doubt = 'legal_form_differs' then 'check_legal_form'
                when status = 'stale' then 'confirm_plan_ended'
                else 'none'
            end as text
        ) as next_action,
        cast(ein as text) as ein,
        cast(current_ein as text) as current_ein,
        cast(former_ein as text) as former_ein,
        cast(best_ein as text) as best_ein,
        cast(best_method as text) as best_method,
        cast(best_score as numeric(5, 4)) as best_score,
        cast(doubt as text) as doubt,
        cast(runner_up_ein as text) as runner_up_ein,
        cast(runner_up_gap as numeric(5, 4)) as runner_up_gap,
        cast(candidate_count as integer) as candidate_count,
        cast(matched_sponsor_name as text) as matched_sponsor_name,
        cast(has_filing as boolean) as has_filing,
        cast(last_received_date as date) as last_received_date,
        cast(rival_company_unique_id as text) as rival_company_unique_id,
        cast(conflicting_ein as text) as conflicting_ein,
        cast(has_conflict as boolean) as has_conflict
    from int_company__ein_decided
)

select * from final
