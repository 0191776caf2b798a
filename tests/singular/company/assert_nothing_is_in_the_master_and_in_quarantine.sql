-- A raw row is in the company master or in quarantine, never in both: the live system promoted 114
-- companies that it had quarantined.
with

company_source_map as (
    select * from {{ ref('company_source_map') }}
),

quarantine as (
    select * from {{ ref('quarantine') }}
),

final as (
    select
        company_source_map.raw_row_id,
        company_source_map.company_unique_id,
        quarantine.reason_codes
    from company_source_map
    inner join quarantine
        on company_source_map.raw_row_id = quarantine.id
)

select * from final
