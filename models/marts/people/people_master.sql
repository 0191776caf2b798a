-- No source of people is read yet. The table is there, empty, because the slots and the documented
-- queries join it.
with

final as (
    select
        cast(null as text) as unique_id,
        cast(null as text) as company_unique_id,
        cast(null as text) as company_slot_unique_id,
        cast(null as text) as first_name,
        cast(null as text) as last_name,
        cast(null as text) as full_name,
        cast(null as text) as title,
        cast(null as text) as email,
        cast(null as text) as work_phone_e164,
        cast(null as text) as linkedin_url,
        cast(null as text) as source_system
    where false
)

select * from final
