with

snap_contract_user as (
    select * from {{ ref('snap_contract_user') }}
),

final as (
    select
        cast(dbt_scd_id as text) as history_id,
        cast(user_id as uuid) as user_id,
        cast(role as text) as role,
        cast(is_active as boolean) as is_active,
        cast(dbt_valid_from as timestamp) as valid_from,
        cast(dbt_valid_to as timestamp) as valid_to,
        cast(dbt_valid_to is null as boolean) as is_current,
        cast(dbt_is_deleted = 'True' as boolean) as is_deleted
    from snap_contract_user
)

select * from final
