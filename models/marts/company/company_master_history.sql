with

snap_company_master as (
    select * from {{ ref('snap_company_master') }}
),

final as (
    select
        cast(dbt_scd_id as text) as history_id,
        cast(company_unique_id as text) as company_unique_id,
        cast(company_name as text) as company_name,
        cast(website_url as text) as website_url,
        cast(company_domain as text) as company_domain,
        cast(industry as text) as industry,
        cast(employee_count as integer) as employee_count,
        cast(company_phone as text) as company_phone,
        cast(address_street as text) as address_street,
        cast(address_city as text) as address_city,
        cast(address_state as text) as address_state,
        cast(address_zip as text) as address_zip,
        cast(linkedin_url as text) as linkedin_url,
        cast(founded_year as integer) as founded_year,
        cast(ein as text) as ein,
        cast(dbt_valid_from as timestamp) as valid_from,
        cast(dbt_valid_to as timestamp) as valid_to,
        cast(dbt_valid_to is null as boolean) as is_current,
        cast(dbt_is_deleted = 'True' as boolean) as is_deleted
    from snap_company_master
)

select * from final
