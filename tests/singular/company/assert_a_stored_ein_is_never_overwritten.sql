-- What a source says about its own company is not corrected by a name in a filing: every company
-- with a stored EIN has that one, and no other EIN is called stored.
with

company_ein as (
    select * from {{ ref('company_ein') }}
),

int_company__survivors as (
    select * from {{ ref('int_company__survivors') }}
),

final as (
    select
        int_company__survivors.company_unique_id,
        int_company__survivors.ein as stored_ein,
        company_ein.ein,
        company_ein.method
    from int_company__survivors
    left join company_ein
        on int_company__survivors.company_unique_id = company_ein.company_unique_id
    where
        (
            int_company__survivors.ein is not null
            and (
                company_ein.ein is distinct from int_company__survivors.ein
                or company_ein.method <> 'stored'
            )
        )
        or (
            int_company__survivors.ein is null
            and company_ein.method = 'stored'
        )
)

select * from final
