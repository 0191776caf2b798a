{#- An industry that says nothing gives way to one that does. -#}
{%- set filled_where = {'industry': 'industry_label'} -%}

with

int_company__identified as (
    select * from {{ ref('int_company__identified') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

int_company__shared_domains as (
    select * from {{ ref('int_company__shared_domains') }}
),

-- An EIN ties its rows to one company. One that several have was no key, and is no company's.
shared_eins as (
    select int_company__cleaned.ein
    from int_company__identified
    inner join int_company__cleaned
        on int_company__identified.raw_row_id = int_company__cleaned.raw_row_id
    where int_company__cleaned.ein is not null
    group by int_company__cleaned.ein
    having count(distinct int_company__identified.company_unique_id) > 1
),

ranked as (
    select
        int_company__cleaned.*,
        case when shared_eins.ein is null then int_company__cleaned.ein end as own_ein,
        case
            when int_company__shared_domains.registrable_domain is null
                then int_company__cleaned.company_domain
        end as own_domain,
        int_company__identified.company_unique_id,
        int_company__identified.survivor_rank,
        int_company__identified.founded_at,
        int_company__identified.first_seen_at
    from int_company__identified
    inner join int_company__cleaned
        on int_company__identified.raw_row_id = int_company__cleaned.raw_row_id
    left join shared_eins
        on int_company__cleaned.ein = shared_eins.ein
    left join int_company__shared_domains
        on int_company__cleaned.registrable_domain = int_company__shared_domains.registrable_domain
),

merged as (
    select
        company_unique_id,
        {% for attribute in company_attributes() -%}
        {%- set value = 'own_ein' if attribute == 'ein' else attribute -%}
        {%- set filled = filled_where.get(attribute, value) %}
        {{ first_by('survivor_rank', value, filled) }} as {{ attribute }},
        {{ first_by('survivor_rank', 'raw_row_id', filled) }} as {{ attribute }}_row_id,
        {% endfor -%}
        {{ first_by('survivor_rank', 'industry_label', 'industry_label') }} as industry_label,
        -- A row with a city has an address to speak of; the best of those, else the best of all.
        coalesce(
            {{ first_by('survivor_rank', 'raw_row_id', 'address_city') }},
            {{ first_by('survivor_rank', 'raw_row_id', 'raw_row_id') }}
        ) as address_row_id,
        -- A page on somebody else's site does not take the place of a website.
        coalesce(
            {{ first_by('survivor_rank', 'raw_row_id', 'own_domain') }},
            {{ first_by('survivor_rank', 'raw_row_id', 'website_url') }}
        ) as website_row_id,
        {{ first_by('survivor_rank', 'own_domain', 'own_domain') }} as company_domain,
        {{ first_by('survivor_rank', 'raw_row_id', 'raw_row_id') }} as survivor_row_id,
        min(founded_at) as founded_at,
        min(first_seen_at) as first_seen_at,
        max(created_at) as updated_at,
        count(distinct source_table) as source_count,
        count(*) as source_row_count
    from ranked
    group by company_unique_id
),

final as (
    select
        cast(merged.company_unique_id as text) as company_unique_id,
        {% for attribute in company_attributes() -%}
        merged.{{ attribute }},
        cast(merged.{{ attribute }}_row_id as text) as {{ attribute }}_row_id,
        {% endfor -%}
        cast(merged.industry_label as text) as industry_label,
        cast(websites.website_url as text) as website_url,
        cast(merged.company_domain as text) as company_domain,
        cast(merged.website_row_id as text) as website_row_id,
        cast(merged.survivor_row_id as text) as survivor_row_id,
        cast(survivors.source_system as text) as source_system,
        cast(survivors.source_record_id as text) as source_record_id,
        cast(addresses.address_street as text) as address_street,
        cast(addresses.address_city as text) as address_city,
        cast(addresses.state_code as text) as address_state,
        cast(addresses.address_zip as text) as address_zip,
        cast(addresses.address_country as text) as address_country,
        cast(merged.address_row_id as text) as address_row_id,
        cast(merged.founded_at as timestamp) as founded_at,
        cast(merged.first_seen_at as timestamp) as first_seen_at,
        cast(merged.updated_at as timestamp) as updated_at,
        cast(merged.source_count as integer) as source_count,
        cast(merged.source_row_count as integer) as source_row_count
    from merged
    inner join int_company__cleaned as survivors
        on merged.survivor_row_id = survivors.raw_row_id
    left join int_company__cleaned as websites
        on merged.website_row_id = websites.raw_row_id
    inner join int_company__cleaned as addresses
        on merged.address_row_id = addresses.raw_row_id
)

select * from final
