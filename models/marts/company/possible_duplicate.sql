with

int_company__identified as (
    select * from {{ ref('int_company__identified') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

-- All the names that a company's rows have, each with its state.
names as (
    select distinct
        int_company__identified.company_unique_id,
        int_company__cleaned.company_name_key as name_key,
        int_company__cleaned.state_code as state
    from int_company__identified
    inner join int_company__cleaned
        on int_company__identified.raw_row_id = int_company__cleaned.raw_row_id
    where
        int_company__cleaned.state_code is not null
        and {{ name_key_tells('int_company__cleaned.company_name_key') }}
),

-- A name and a state in one text: joined on both, Postgres expects few rows where there are many.
namesakes as (
    select
        company_unique_id,
        name_key,
        state,
        name_key || '|' || state as name_state
    from names
),

pairs as (
    select
        one.company_unique_id,
        other.company_unique_id as other_company_unique_id,
        one.state,
        min({{ collate_c('one.name_key') }}) as name_key
    from namesakes as one
    inner join namesakes as other
        on
            one.name_state = other.name_state
            and one.company_unique_id < other.company_unique_id
    group by
        one.company_unique_id,
        other.company_unique_id,
        one.state
),

final as (
    select
        cast(pairs.company_unique_id as text) as company_unique_id,
        cast(pairs.other_company_unique_id as text) as other_company_unique_id,
        cast(pairs.state as text) as address_state,
        cast(pairs.name_key as text) as name_key,
        cast(companies.company_name as text) as company_name,
        cast(twins.company_name as text) as other_company_name,
        cast(companies.address_city as text) as address_city,
        cast(twins.address_city as text) as other_city,
        cast(companies.company_domain as text) as company_domain,
        cast(twins.company_domain as text) as other_domain,
        cast(companies.ein as text) as ein,
        cast(twins.ein as text) as other_ein,
        cast(
            case
                when companies.ein <> twins.ein then 'other_ein'
                when companies.company_domain <> twins.company_domain then 'other_domain'
                else 'undecided'
            end as text
        ) as why_apart
    from pairs
    inner join company_master as companies
        on pairs.company_unique_id = companies.company_unique_id
    inner join company_master as twins
        on pairs.other_company_unique_id = twins.company_unique_id
)

select * from final
