with

snap_company_slot as (
    select * from {{ ref('snap_company_slot') }}
),

final as (
    select
        cast(dbt_scd_id as text) as history_id,
        cast(company_slot_unique_id as text) as company_slot_unique_id,
        cast(company_unique_id as text) as company_unique_id,
        cast(slot_type as text) as slot_type,
        cast(person_unique_id as text) as person_unique_id,
        cast(is_filled as boolean) as is_filled,
        cast(status as text) as status,
        cast(dbt_valid_from as timestamp) as valid_from,
        cast(dbt_valid_to as timestamp) as valid_to,
        cast(dbt_valid_to is null as boolean) as is_current,
        cast(dbt_is_deleted = 'True' as boolean) as is_deleted
    from snap_company_slot
)

select * from final
