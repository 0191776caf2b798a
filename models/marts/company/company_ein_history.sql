with

snap_company_ein as (
    select * from {{ ref('snap_company_ein') }}
),

final as (
    select
        cast(dbt_scd_id as text) as history_id,
        cast(company_unique_id as text) as company_unique_id,
        cast(ein as text) as ein,
        cast(method as text) as method,
        cast(score as numeric(5, 4)) as score,
        cast(conflicting_ein as text) as conflicting_ein,
        cast(dbt_valid_from as timestamp) as valid_from,
        cast(dbt_valid_to as timestamp) as valid_to,
        cast(dbt_valid_to is null as boolean) as is_current,
        cast(dbt_is_deleted = 'True' as boolean) as is_deleted
    from snap_company_ein
)

select * from final
