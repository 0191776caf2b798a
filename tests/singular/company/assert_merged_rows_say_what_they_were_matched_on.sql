-- Nothing is merged without a reason that can be shown: every row of a company with several rows
-- names the keys it shares with another of them, and the only row of a company names none.
with

company_source_map as (
    select * from {{ ref('company_source_map') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

final as (
    select
        company_source_map.raw_row_id,
        company_source_map.company_unique_id,
        company_source_map.matched_on,
        company_master.source_row_count
    from company_source_map
    inner join company_master
        on company_source_map.company_unique_id = company_master.company_unique_id
    where (company_source_map.matched_on is null) <> (company_master.source_row_count = 1)
)

select * from final
