with

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

int_company__validated as (
    select * from {{ ref('int_company__validated') }}
),

int_company__shared_domains as (
    select * from {{ ref('int_company__shared_domains') }}
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

-- A domain that strangers share says nothing, nor does a name of legal form and number alone.
evidence as (
    select
        accepted.raw_row_id,
        accepted.own_ein as ein,
        accepted.brought_company_unique_id,
        case
            when int_company__shared_domains.registrable_domain is null
                then accepted.company_domain
        end as company_domain,
        case
            when int_company__shared_domains.registrable_domain is null
                then coalesce(accepted.registrable_domain, accepted.company_domain)
        end as registrable_domain,
        -- The state belongs to the name's key: the same name in another state is another company.
        case
            when {{ name_key_tells('accepted.company_name_key') }}
                then accepted.company_name_key || '|' || accepted.state_code
        end as name_state,
        accepted.address_city
    from accepted
    left join int_company__shared_domains
        on accepted.registrable_domain = int_company__shared_domains.registrable_domain
),

-- Of a name that has two domains in one state there may be two companies: there the city has to be
-- the same as well.
contested_names as (
    select name_state
    from evidence
    where name_state is not null
    group by name_state
    having count(distinct registrable_domain) > 1
),

named as (
    select
        evidence.raw_row_id,
        evidence.ein,
        case
            when contested_names.name_state is null then evidence.name_state
            else evidence.name_state || '|' || {{ city_key('evidence.address_city') }}
        end as name_place
    from evidence
    left join contested_names
        on evidence.name_state = contested_names.name_state
),

keys as (
    select
        raw_row_id,
        ein,
        'company_unique_id' as key_type,
        brought_company_unique_id as key_value
    from evidence

    union all

    select
        raw_row_id,
        ein,
        'ein' as key_type,
        ein as key_value
    from evidence

    union all

    select
        raw_row_id,
        ein,
        'domain' as key_type,
        company_domain as key_value
    from evidence

    union all

    select
        raw_row_id,
        ein,
        'name_state' as key_type,
        name_place as key_value
    from named

    union all

    -- A row that nothing speaks for is a company of its own.
    select
        evidence.raw_row_id,
        evidence.ein,
        'raw_row' as key_type,
        evidence.raw_row_id as key_value
    from evidence
    inner join named
        on evidence.raw_row_id = named.raw_row_id
    where
        evidence.brought_company_unique_id is null
        and evidence.ein is null
        and evidence.company_domain is null
        and named.name_place is null
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
