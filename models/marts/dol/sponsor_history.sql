with

snap_sponsor as (
    select * from {{ ref('snap_sponsor') }}
),

final as (
    select
        cast(dbt_scd_id as text) as history_id,
        cast(sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(sponsor_address as text) as sponsor_address,
        cast(sponsor_city as text) as sponsor_city,
        cast(sponsor_state as text) as sponsor_state,
        cast(sponsor_zip as text) as sponsor_zip,
        cast(head_count_proxy as integer) as head_count_proxy,
        cast(funding_type as text) as funding_type,
        cast(last_plan_year as integer) as last_plan_year,
        cast(dbt_valid_from as timestamp) as valid_from,
        cast(dbt_valid_to as timestamp) as valid_to,
        cast(dbt_valid_to is null as boolean) as is_current,
        cast(dbt_is_deleted = 'True' as boolean) as is_deleted
    from snap_sponsor
)

select * from final
