-- Two EINs are two employers: no company has rows of more than one, and none has another
-- EIN than its rows bring; only where they bring none may filings give one. An EIN that is no key,
-- because unlike companies have it, is not counted.
with

company_master as (
    select * from {{ ref('company_master') }}
),

company_source_map as (
    select * from {{ ref('company_source_map') }}
),

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

eins as (
    select
        company_source_map.company_unique_id,
        min(int_company__match_keys.ein) as least_ein,
        max(int_company__match_keys.ein) as greatest_ein
    from company_source_map
    inner join int_company__match_keys
        on company_source_map.raw_row_id = int_company__match_keys.raw_row_id
    group by company_source_map.company_unique_id
),

final as (
    select
        eins.company_unique_id,
        company_master.ein,
        eins.least_ein,
        eins.greatest_ein
    from eins
    inner join company_master
        on eins.company_unique_id = company_master.company_unique_id
    where
        eins.least_ein <> eins.greatest_ein
        or (
            eins.least_ein is not null
            and eins.least_ein is distinct from company_master.ein
        )
)

select * from final
