-- The same name in another state is another employer: an EIN that was found by name has filed under
-- that state, or the one that its plans came from has.
with

company_ein as (
    select * from {{ ref('company_ein') }}
),

int_company__ein_keys as (
    select * from {{ ref('int_company__ein_keys') }}
),

int_dol__sponsor_names as (
    select * from {{ ref('int_dol__sponsor_names') }}
),

final as (
    select
        company_ein.company_unique_id,
        company_ein.ein,
        company_ein.method
    from company_ein
    inner join int_company__ein_keys
        on company_ein.company_unique_id = int_company__ein_keys.company_unique_id
    left join int_dol__sponsor_names
        on
            coalesce(company_ein.former_ein, company_ein.ein)
            = int_dol__sponsor_names.sponsor_dfe_ein
            and int_company__ein_keys.address_state = int_dol__sponsor_names.sponsor_state
    where
        company_ein.method <> 'stored'
        and int_dol__sponsor_names.sponsor_dfe_ein is null
)

select * from final
