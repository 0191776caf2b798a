with

int_company__survivors as (
    select * from {{ ref('int_company__survivors') }}
),

names as (
    select
        company_name,
        {{ company_name_key('company_name') }} as name_key
    from (select distinct company_name from int_company__survivors) as distinct_names
),

cities as (
    select
        address_city,
        {{ city_key('address_city') }} as city_key
    from (select distinct address_city from int_company__survivors) as distinct_cities
),

final as (
    select
        cast(int_company__survivors.company_unique_id as text) as company_unique_id,
        cast(int_company__survivors.company_name as text) as company_name,
        cast(int_company__survivors.address_city as text) as address_city,
        cast(int_company__survivors.address_state as text) as address_state,
        cast(names.name_key as text) as name_key,
        cast(cities.city_key as text) as city_key,
        cast(int_company__survivors.ein as text) as stored_ein
    from int_company__survivors
    left join names
        on int_company__survivors.company_name = names.company_name
    left join cities
        on int_company__survivors.address_city = cities.address_city
)

select * from final
