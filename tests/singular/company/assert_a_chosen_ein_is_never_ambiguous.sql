-- An EIN is chosen only when the company has no other candidate within the gap. Counted from the
-- candidates themselves, not from their ranks.
with

company_ein as (
    select * from {{ ref('company_ein') }}
),

ein_candidate as (
    select * from {{ ref('ein_candidate') }}
),

final as (
    select
        company_ein.company_unique_id,
        company_ein.ein,
        company_ein.score,
        ein_candidate.ein as other_ein,
        ein_candidate.score as other_score
    from company_ein
    inner join ein_candidate
        on
            company_ein.company_unique_id = ein_candidate.company_unique_id
            and company_ein.ein <> ein_candidate.ein
            and company_ein.score - ein_candidate.score < {{ var('ein_score_gap') }}
    where company_ein.method <> 'stored'
)

select * from final
