with

company_master as (
    select * from {{ ref('company_master') }}
),

slot_types as (
    select * from {{ ref('slot_types') }}
),

final as (
    select
        cast(
            '04.04.02.04.10000.' || {{ hash_digits(
                "company_master.company_unique_id || '|' || slot_types.slot_type"
            ) }} as text
        ) as company_slot_unique_id,
        cast(company_master.company_unique_id as text) as company_unique_id,
        cast(slot_types.slot_type as text) as slot_type,
        cast(slot_types.slot_label as text) as slot_label,
        cast(slot_types.fill_priority as integer) as fill_priority,
        cast(company_master.created_at as timestamp) as created_at
    from company_master
    cross join slot_types
)

select * from final
