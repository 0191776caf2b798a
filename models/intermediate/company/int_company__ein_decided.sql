{%- set gap = var('ein_score_gap') -%}

with

int_company__ein_keys as (
    select * from {{ ref('int_company__ein_keys') }}
),

int_company__ein_candidates as (
    select * from {{ ref('int_company__ein_candidates') }}
),

best as (
    select
        *,
        coalesce(runner_up_gap >= {{ gap }}, true) as is_ahead
    from int_company__ein_candidates
    where candidate_rank = 1
),

runners_up as (
    select
        company_unique_id,
        ein
    from int_company__ein_candidates
    where candidate_rank = 2
),

candidate_counts as (
    select
        company_unique_id,
        count(*) as candidate_count
    from int_company__ein_candidates
    group by company_unique_id
),

-- One EIN is one employer. Of the companies that would have it, the one that is ahead of the others
-- by the same gap does; an EIN that a source brought is its company's in any case.
claims as (
    select
        company_unique_id,
        ein,
        method,
        score,
        row_number() over (
            partition by ein order by score desc, {{ collate_c('company_unique_id') }} asc
        ) as claim_rank,
        max(score) over (partition by ein) as best_score,
        lead(score) over (
            partition by ein order by score desc, {{ collate_c('company_unique_id') }} asc
        ) as next_score
    from best
    where is_ahead
),

settled as (
    select
        company_unique_id,
        (
            method = 'stored'
            or (claim_rank = 1 and coalesce(best_score - next_score >= {{ gap }}, true))
        ) as is_undisputed
    from claims
),

-- The company to compare with: the first claim, for the first claim the second.
rivals as (
    select
        claims.company_unique_id,
        rival_claims.company_unique_id as rival_company_unique_id
    from claims
    inner join claims as rival_claims
        on
            claims.ein = rival_claims.ein
            and rival_claims.claim_rank = case when claims.claim_rank = 1 then 2 else 1 end
),

-- What the filings alone would have chosen.
filed_best as (
    select
        company_unique_id,
        ein,
        filed_method
    from int_company__ein_candidates
    where
        filed_rank = 1
        and coalesce(filed_gap >= {{ gap }}, true)
),

joined as (
    select
        int_company__ein_keys.*,
        best.ein as best_ein,
        best.current_ein as best_current_ein,
        best.former_ein,
        best.doubt,
        best.method as best_method,
        best.score as best_score,
        best.runner_up_gap,
        best.matched_sponsor_name,
        best.has_filing,
        best.last_received_date,
        runners_up.ein as runner_up_ein,
        candidate_counts.candidate_count,
        rivals.rival_company_unique_id,
        case
            when best.ein is null then 'no_candidate'
            when not best.is_ahead then 'gap_too_small'
            when not settled.is_undisputed then 'claimed_by_another_company'
            when best.method = 'stored' then 'stored'
            when best.runner_up_gap is null then 'only_candidate'
            else 'ahead_of_runner_up'
        end as reason,
        case
            when
                best.method = 'stored'
                and filed_best.ein <> best.ein
                and filed_best.ein <> coalesce(best.current_ein, best.ein)
                then filed_best.ein
        end as conflicting_ein,
        case
            when
                best.method = 'stored'
                and filed_best.ein <> best.ein
                and filed_best.ein <> coalesce(best.current_ein, best.ein)
                then filed_best.filed_method
        end as conflicting_method
    from int_company__ein_keys
    left join best
        on int_company__ein_keys.company_unique_id = best.company_unique_id
    left join runners_up
        on int_company__ein_keys.company_unique_id = runners_up.company_unique_id
    left join candidate_counts
        on int_company__ein_keys.company_unique_id = candidate_counts.company_unique_id
    left join settled
        on int_company__ein_keys.company_unique_id = settled.company_unique_id
    left join rivals
        on int_company__ein_keys.company_unique_id = rivals.company_unique_id
    left join filed_best
        on int_company__ein_keys.company_unique_id = filed_best.company_unique_id
),

decided as (
    select
        *,
        case
            when reason in ('stored', 'only_candidate', 'ahead_of_runner_up') then best_ein
        end as ein,
        case
            when reason in ('stored', 'only_candidate', 'ahead_of_runner_up')
                then best_current_ein
        end as current_ein,
        case
            when reason = 'no_candidate' then 'not_found'
            when reason in ('gap_too_small', 'claimed_by_another_company') then 'ambiguous'
            when {{ is_past_filing_ttl('last_received_date') }} then 'stale'
            else 'matched'
        end as status
    from joined
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(company_name as text) as company_name,
        cast(address_city as text) as address_city,
        cast(address_state as text) as address_state,
        cast(status as text) as status,
        cast(reason as text) as reason,
        cast(ein as text) as ein,
        cast(current_ein as text) as current_ein,
        cast(former_ein as text) as former_ein,
        cast(best_ein as text) as best_ein,
        cast(best_method as text) as best_method,
        cast(best_score as numeric(5, 4)) as best_score,
        cast(doubt as text) as doubt,
        cast(runner_up_ein as text) as runner_up_ein,
        cast(runner_up_gap as numeric(5, 4)) as runner_up_gap,
        cast(coalesce(candidate_count, 0) as integer) as candidate_count,
        cast(matched_sponsor_name as text) as matched_sponsor_name,
        cast(coalesce(has_filing, false) as boolean) as has_filing,
        cast(last_received_date as date) as last_received_date,
        cast(rival_company_unique_id as text) as rival_company_unique_id,
        cast(conflicting_ein as text) as conflicting_ein,
        cast(conflicting_method as text) as conflicting_method,
        cast(conflicting_ein is not null as boolean) as has_conflict
    from decided
)

select * from final
