-- Every company was founded on one promoted row, all its other rows are merged into it, and the
-- master counts them.
with

company_master as (
    select * from {{ ref('company_master') }}
),

company_promotion as (
    select * from {{ ref('company_promotion') }}
),

counted as (
    select
        company_unique_id,
        count(*) filter (where outcome = 'promoted') as promoted_count,
        count(*) as row_count
    from company_promotion
    where company_unique_id is not null
    group by company_unique_id
),

final as (
    select
        coalesce(company_master.company_unique_id, counted.company_unique_id) as company_unique_id,
        company_master.source_row_count,
        counted.promoted_count,
        counted.row_count
    from company_master
    full outer join counted
        on company_master.company_unique_id = counted.company_unique_id
    where
        counted.promoted_count is distinct from 1
        or counted.row_count is distinct from company_master.source_row_count
)

select * from final
