with

violations as (
    select * from {{ ref('violations') }}
),

int_dol__violation_matches as (
    select * from {{ ref('int_dol__violation_matches') }}
),

final as (
    select
        cast(violations.violation_id as text) as violation_id,
        cast(violations.source_agency as text) as source_agency,
        cast(violations.case_number as text) as case_number,
        cast(violations.employer_name as text) as employer_name,
        cast(violations.employer_trade_name as text) as employer_trade_name,
        cast(violations.employer_city as text) as employer_city,
        cast(violations.employer_state as text) as employer_state,
        cast(violations.match_status as text) as match_status,
        cast(
            case
                when violations.match_status = 'ambiguous' then 'choose_employer'
                when violations.match_status = 'matched' then 'check_legal_form'
                when not int_dol__violation_matches.has_name then 'look_up_case'
                when not int_dol__violation_matches.has_place then 'complete_address'
                else 'look_up_employer'
            end as text
        ) as next_action,
        cast(violations.match_score as numeric(5, 4)) as best_score,
        cast(int_dol__violation_matches.runner_up_gap as numeric(5, 4)) as runner_up_gap,
        cast(int_dol__violation_matches.candidate_count as integer) as candidate_count,
        cast(int_dol__violation_matches.best_company_unique_id as text) as best_company_unique_id,
        cast(int_dol__violation_matches.best_ein as text) as best_ein,
        cast(int_dol__violation_matches.matched_name as text) as matched_name,
        cast(violations.source_url as text) as source_url
    from violations
    inner join int_dol__violation_matches
        on violations.violation_id = int_dol__violation_matches.raw_row_id
    where
        violations.match_status <> 'matched'
        or violations.match_doubt is not null
)

select * from final
