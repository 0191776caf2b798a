{#- What parts the names in one text: EFAST gives a second name a field of its own, but one filing in
    a hundred and fifty writes "Acme LLC DBA Zenith" into the first. -#}
{%- set marker = "'(^|[ ,(])(d[./]?b[./]?a[./]?|f[./]?k[./]?a[./]?|t/a|formerly)([ ,):]+|$)'" -%}
{%- set care_of = "'(^|[ ,(])c/o([ .:]|$).*$'" -%}
{%- set group = "',? +(and|&) +(its +|all +|consolidated +|participating +|affiliated +)*"
    ~ "(subsidiar[a-z]+|affiliate[a-z]*|cos|companies)[ .]*$'" -%}

with

int_dol__filings as (
    select * from {{ ref('int_dol__filings') }}
),

-- Filings of one sponsor repeat the same words year after year.
written as (
    select
        sponsor_dfe_ein,
        sponsor_dfe_name,
        nullif(spons_dfe_dba_name, sponsor_dfe_name) as spons_dfe_dba_name,
        sponsor_city,
        sponsor_state,
        min(date_received) as first_received_date,
        max(date_received) as last_received_date,
        count(*) as filing_count
    from int_dol__filings
    group by
        sponsor_dfe_ein,
        sponsor_dfe_name,
        nullif(spons_dfe_dba_name, sponsor_dfe_name),
        sponsor_city,
        sponsor_state
),

texts as (
    select sponsor_dfe_name as name_text
    from written

    union

    select spons_dfe_dba_name as name_text
    from written
),

split as (
    select
        name_text,
        regexp_replace(
            regexp_replace({{ lower_ascii('name_text') }}, {{ care_of }}, ''),
            {{ marker }},
            chr(31)
        ) as marked
    from texts
    where name_text is not null
),

-- A parent often files "and Subsidiaries" along: that is still its own EIN.
parts as (
    select
        name_text,
        1 as part_number,
        regexp_replace(split_part(marked, chr(31), 1), {{ group }}, '') as name_part
    from split

    union all

    select
        name_text,
        2 as part_number,
        regexp_replace(split_part(marked, chr(31), 2), {{ group }}, '') as name_part
    from split
    where position(chr(31) in marked) > 0
),

name_keys as (
    select
        name_text,
        part_number,
        {{ company_name_key('name_part') }} as name_key
    from parts
),

cities as (
    select
        sponsor_city,
        {{ city_key('sponsor_city') }} as city_key
    from (select distinct sponsor_city from written) as distinct_cities
),

named as (
    select
        written.*,
        written.sponsor_dfe_name as sponsor_name,
        name_keys.name_key,
        case name_keys.part_number when 1 then 'sponsor' else 'dba' end as name_kind
    from written
    inner join name_keys
        on written.sponsor_dfe_name = name_keys.name_text

    union all

    select
        written.*,
        written.spons_dfe_dba_name as sponsor_name,
        name_keys.name_key,
        'dba' as name_kind
    from written
    inner join name_keys
        on written.spons_dfe_dba_name = name_keys.name_text
),

-- Both names of a filing may come down to the same key: the filing counts once.
once as (
    select
        *,
        row_number() over (
            partition by
                sponsor_dfe_ein,
                sponsor_dfe_name,
                spons_dfe_dba_name,
                sponsor_city,
                sponsor_state,
                name_key
            order by name_kind desc, {{ collate_c('sponsor_name') }} asc
        ) as name_rank
    from named
    where name_key is not null
),

final as (
    select
        cast(once.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(once.name_key as text) as name_key,
        cast(once.sponsor_state as text) as sponsor_state,
        cast(cities.city_key as text) as city_key,
        cast(max(once.name_kind) as text) as name_kind,
        cast(
            (
                array_agg(
                    once.sponsor_name
                    order by
                        once.last_received_date desc nulls last,
                        {{ collate_c('once.sponsor_name') }} asc
                )
            )[1] as text
        ) as sponsor_name,
        cast(min(once.first_received_date) as date) as first_received_date,
        cast(max(once.last_received_date) as date) as last_received_date,
        cast(sum(once.filing_count) as integer) as filing_count
    from once
    left join cities
        on once.sponsor_city = cities.sponsor_city
    where once.name_rank = 1
    group by
        once.sponsor_dfe_ein,
        once.name_key,
        once.sponsor_state,
        cities.city_key
)

select * from final
