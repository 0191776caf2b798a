-- A company of more than 50 rows is more likely a mistake than a company: rows gather by any key
-- they share, so one bad domain or id (an agency's, a placeholder that is not on the list yet)
-- can tie strangers together. It warns only, because a real company may have that many.
{{ config(severity='warn') }}

with

company_master as (
    select * from {{ ref('company_master') }}
),

final as (
    select
        company_unique_id,
        company_name,
        company_domain,
        source_row_count
    from company_master
    where source_row_count > 50
)

select * from final
