with

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

int_company__validated as (
    select * from {{ ref('int_company__validated') }}
),

rejected as (
    select distinct raw_row_id
    from int_company__validated
    where severity in ('critical', 'error')
),

strange_eins as (
    select distinct raw_row_id
    from int_company__validated
    where reason_code = 'ein_of_unlike_companies'
),

-- An EIN that names without anything in common have in several states says of none whose it is.
accepted as (
    select
        int_company__cleaned.*,
        case when strange_eins.raw_row_id is null then int_company__cleaned.ein end as own_ein
    from int_company__cleaned
    left join rejected
        on int_company__cleaned.raw_row_id = rejected.raw_row_id
    left join strange_eins
        on int_company__cleaned.raw_row_id = strange_eins.raw_row_id
    where rejected.raw_row_id is null
),

-- The state belongs to the name's key: the same name in another state is another company.
keys as (
    select
        raw_row_id,
        own_ein as ein,
        'company_unique_id' as key_type,
        brought_company_unique_id as key_value
    from accepted

    union all

    select
        raw_row_id,
        own_ein as ein,
        'ein' as key_type,
        own_ein as key_value
    from accepted

    union all

    select
        raw_row_id,
        own_ein as ein,
        'domain' as key_type,
        company_domain as key_value
    from accepted

    union all

    select
        raw_row_id,
        own_ein as ein,
        'name_state' as key_type,
        company_name_key || '|' || state_code as key_value
    from accepted
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast(ein as text) as ein,
        cast(key_type as text) as key_type,
        cast(key_value as text) as key_value
    from keys
    where key_value is not null
)

select * from final
