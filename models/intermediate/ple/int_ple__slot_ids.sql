with

int_ple__company_ids as (
    select * from {{ ref('int_ple__company_ids') }}
),

slot_types as (
    select * from {{ ref('slot_types') }}
),

-- A slot's id is made of its company's (company.company_slots): when that gave way, so did it.
final as (
    select
        cast(
            '04.04.02.04.10000.' || {{ hash_digits(
                "int_ple__company_ids.brought_id || '|' || slot_types.slot_type"
            ) }} as text
        ) as brought_id,
        cast(
            '04.04.02.04.10000.' || {{ hash_digits(
                "int_ple__company_ids.company_unique_id || '|' || slot_types.slot_type"
            ) }} as text
        ) as company_slot_unique_id,
        cast(int_ple__company_ids.company_unique_id as text) as company_unique_id,
        cast(slot_types.slot_type as text) as slot_type
    from int_ple__company_ids
    cross join slot_types
)

select * from final
