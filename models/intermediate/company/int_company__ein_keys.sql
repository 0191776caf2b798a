with

int_company__survivors as (
    select * from {{ ref('int_company__survivors') }}
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(company_name as text) as company_name,
        cast(address_city as text) as address_city,
        cast(address_state as text) as address_state,
        cast(ein as text) as stored_ein
    from int_company__survivors
)

select * from final
