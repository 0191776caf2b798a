with

int_company__survivors as (
    select * from {{ ref('int_company__survivors') }}
),

slot_types as (
    select * from {{ ref('slot_types') }}
),

final as (
    select
        cast(
            '04.04.02.04.10000.' || {{ hash_digits(
                "int_company__survivors.company_unique_id || '|' || slot_types.slot_type"
            ) }} as text
        ) as company_slot_unique_id,
        cast(int_company__survivors.company_unique_id as text) as company_unique_id,
        cast(slot_types.slot_type as text) as slot_type,
        cast(slot_types.slot_label as text) as slot_label,
        cast(slot_types.fill_priority as integer) as fill_priority,
        cast(
            coalesce(
                int_company__survivors.founded_at, int_company__survivors.first_seen_at
            ) as timestamp
        ) as created_at
    from int_company__survivors
    cross join slot_types
)

select * from final
