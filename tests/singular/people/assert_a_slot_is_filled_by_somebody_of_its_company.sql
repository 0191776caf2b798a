-- Whoever fills a slot works for its company, and the person's row names the same slot.
with

company_slot as (
    select * from {{ ref('company_slot') }}
),

people_master as (
    select * from {{ ref('people_master') }}
),

final as (
    select
        company_slot.company_slot_unique_id,
        people_master.unique_id,
        people_master.company_unique_id,
        people_master.company_slot_unique_id as persons_slot_unique_id
    from company_slot
    full outer join people_master
        on company_slot.person_unique_id = people_master.unique_id
    where
        (
            company_slot.person_unique_id is not null
            and company_slot.company_unique_id is distinct from people_master.company_unique_id
        )
        or (
            (
                company_slot.person_unique_id is not null
                or people_master.company_slot_unique_id is not null
            )
            and company_slot.company_slot_unique_id
            is distinct from people_master.company_slot_unique_id
        )
)

select * from final
