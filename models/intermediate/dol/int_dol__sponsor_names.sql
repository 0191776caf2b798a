{%- set spelling = filing_order('named.last_received_date', 'named.sponsor_name') -%}
{#- Incremental by sponsor: whose version is another is made anew, whole. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_sponsors(ref('int_dol__sponsor_versions')) }}"
    )
}}

with

int_dol__filings as (
    select * from {{ ref('int_dol__filings') }}
),

int_dol__sponsor_versions as (
    select * from {{ ref('int_dol__sponsor_versions') }}
),

-- Filings of one sponsor repeat the same words year after year.
written as (
    select
        sponsor_dfe_ein,
        sponsor_dfe_name,
        nullif(spons_dfe_dba_name, sponsor_dfe_name) as spons_dfe_dba_name,
        case
            when coalesce(last_reported_ein, sponsor_dfe_ein) = sponsor_dfe_ein
                then last_reported_name
        end as former_name,
        sponsor_city,
        sponsor_state,
        min(date_received) as first_received_date,
        max(date_received) as last_received_date,
        count(*) as filing_count
    from int_dol__filings
    where {{ in_changed_sponsors() }}
    group by
        sponsor_dfe_ein,
        sponsor_dfe_name,
        nullif(spons_dfe_dba_name, sponsor_dfe_name),
        case
            when coalesce(last_reported_ein, sponsor_dfe_ein) = sponsor_dfe_ein
                then last_reported_name
        end,
        sponsor_city,
        sponsor_state
),

texts as (
    select sponsor_dfe_name as name_text
    from written

    union

    select spons_dfe_dba_name as name_text
    from written

    union

    select former_name as name_text
    from written
),

name_keys as (
    {{ names_written_in('texts', 'name_text') }}
),

cities as (
    select
        sponsor_city,
        {{ city_key('sponsor_city') }} as city_key
    from (select distinct sponsor_city from written) as distinct_cities
),

first_names as (
    select
        written.*,
        name_keys.name_key as first_key,
        name_keys.legal_form as first_legal_form
    from written
    left join name_keys
        on
            written.sponsor_dfe_name = name_keys.name_text
            and name_keys.name_number = 1
),

further_names as (
    select
        first_names.*,
        first_names.sponsor_dfe_name as sponsor_name,
        name_keys.name_key,
        name_keys.legal_form
    from first_names
    inner join name_keys
        on
            first_names.sponsor_dfe_name = name_keys.name_text
            and name_keys.name_number > 1

    union all

    select
        first_names.*,
        first_names.spons_dfe_dba_name as sponsor_name,
        name_keys.name_key,
        name_keys.legal_form
    from first_names
    inner join name_keys
        on first_names.spons_dfe_dba_name = name_keys.name_text

    union all

    -- A name that the same EIN had before; the name of another EIN is that one's.
    select
        first_names.*,
        first_names.former_name as sponsor_name,
        name_keys.name_key,
        name_keys.legal_form
    from first_names
    inner join name_keys
        on first_names.former_name = name_keys.name_text
),

-- Several names of a filing may come down to the same key: the filing counts once.
ranked as (
    select
        *,
        row_number() over (
            partition by
                sponsor_dfe_ein,
                sponsor_dfe_name,
                spons_dfe_dba_name,
                former_name,
                sponsor_city,
                sponsor_state,
                name_key
            order by {{ collate_c('sponsor_name') }}
        ) as name_rank
    from further_names
    where
        name_key is not null
        and name_key is distinct from first_key
),

named as (
    select
        sponsor_dfe_ein,
        sponsor_dfe_name as sponsor_name,
        sponsor_city,
        sponsor_state,
        first_key as name_key,
        first_legal_form as legal_form,
        'sponsor' as name_kind,
        first_received_date,
        last_received_date,
        filing_count
    from first_names
    where first_key is not null

    union all

    select
        sponsor_dfe_ein,
        sponsor_name,
        sponsor_city,
        sponsor_state,
        name_key,
        legal_form,
        'dba' as name_kind,
        first_received_date,
        last_received_date,
        filing_count
    from ranked
    where name_rank = 1
),

final as (
    select
        cast(named.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(named.name_key as text) as name_key,
        cast(named.sponsor_state as text) as sponsor_state,
        cast(cities.city_key as text) as city_key,
        cast(max(named.name_kind) as text) as name_kind,
        -- All forms it was written with, as names change theirs: one of them is enough.
        cast(
            nullif(
                concat_ws(
                    ' '
                    {%- for form in var('legal_forms') %},
                    max(case when named.legal_form = '{{ form }}' then '{{ form }}' end)
                    {%- endfor %}
                ),
                ''
            ) as text
        ) as legal_forms,
        cast({{ filing_of_order('max(' ~ collate_c(spelling) ~ ')') }} as text) as sponsor_name,
        cast(min(named.first_received_date) as date) as first_received_date,
        cast(max(named.last_received_date) as date) as last_received_date,
        cast(sum(named.filing_count) as integer) as filing_count,
        cast(int_dol__sponsor_versions.sponsor_version as bigint) as sponsor_version
    from named
    inner join int_dol__sponsor_versions
        on named.sponsor_dfe_ein = int_dol__sponsor_versions.sponsor_dfe_ein
    left join cities
        on named.sponsor_city = cities.sponsor_city
    group by
        named.sponsor_dfe_ein,
        named.name_key,
        named.sponsor_state,
        cities.city_key,
        int_dol__sponsor_versions.sponsor_version
)

select * from final
