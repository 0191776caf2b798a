with

company_slots as (
    select * from {{ ref('company_slots') }}
),

final as (
    select
        cast(company_slot_unique_id as text) as company_slot_unique_id,
        cast(company_unique_id as text) as company_unique_id,
        cast(null as text) as person_unique_id,
        cast(slot_type as text) as slot_type,
        cast(false as boolean) as is_filled,
        cast('open' as text) as status,
        cast(null as numeric(3, 2)) as confidence_score,
        cast(null as timestamp) as filled_at,
        cast(null as text) as filled_by,
        cast(null as text) as source_system,
        cast(null as timestamp) as last_refreshed_at,
        cast(0 as integer) as enrichment_attempts,
        cast(null as timestamp) as vacated_at,
        cast(null as text) as phone,
        cast(null as text) as phone_extension,
        cast(null as timestamp) as phone_verified_at,
        cast(created_at as timestamp) as created_at
    from company_slots
)

select * from final
