with

int_company__slots as (
    select * from {{ ref('int_company__slots') }}
),

company_slot as (
    select * from {{ ref('company_slot') }}
),

final as (
    select
        cast(int_company__slots.company_slot_unique_id as text) as company_slot_unique_id,
        cast(int_company__slots.company_slot_unique_id as text) as slot_unique_id,
        cast(int_company__slots.company_unique_id as text) as company_unique_id,
        cast(company_slot.person_unique_id as text) as person_unique_id,
        cast(int_company__slots.slot_type as text) as slot_type,
        cast(int_company__slots.slot_label as text) as slot_label,
        cast(int_company__slots.fill_priority as integer) as fill_priority,
        cast(company_slot.is_filled as boolean) as is_filled,
        cast(company_slot.filled_at as timestamp) as filled_at,
        cast(company_slot.last_refreshed_at as timestamp) as last_refreshed_at,
        cast(int_company__slots.created_at as timestamp) as created_at
    from int_company__slots
    inner join company_slot
        on int_company__slots.company_slot_unique_id = company_slot.company_slot_unique_id
)

select * from final
