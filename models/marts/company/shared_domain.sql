with

int_company__shared_domains as (
    select * from {{ ref('int_company__shared_domains') }}
),

final as (
    select
        cast(registrable_domain as text) as domain,
        cast(company_name_count as integer) as company_name_count,
        cast(state_count as integer) as state_count,
        cast(row_count as integer) as row_count,
        cast(name_examples as text) as name_examples,
        cast(state_codes as text) as state_codes,
        cast(why as text) as why
    from int_company__shared_domains
)

select * from final
