with

int_company__survivors as (
    select * from {{ ref('int_company__survivors') }}
),

name_keys as (
    {{ names_written_in('int_company__survivors', 'company_name') }}
),

cities as (
    select
        address_city,
        {{ city_key('address_city') }} as city_key
    from (select distinct address_city from int_company__survivors) as distinct_cities
),

-- Two names in one text may come down to the same key, and count as the first.
named as (
    select
        int_company__survivors.company_unique_id,
        int_company__survivors.address_state,
        cities.city_key,
        name_keys.name_key,
        name_keys.legal_form,
        case when name_keys.name_number = 1 then 'own' else 'dba' end as name_kind,
        row_number() over (
            partition by int_company__survivors.company_unique_id, name_keys.name_key
            order by name_keys.name_number asc
        ) as name_rank
    from int_company__survivors
    inner join name_keys
        on int_company__survivors.company_name = name_keys.name_text
    left join cities
        on int_company__survivors.address_city = cities.address_city
    where name_keys.name_key is not null
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(name_key as text) as name_key,
        cast(name_kind as text) as name_kind,
        cast(legal_form as text) as legal_form,
        cast(address_state as text) as address_state,
        cast(city_key as text) as city_key
    from named
    where name_rank = 1
)

select * from final
