-- Fill rates have one place, three rows per company of the master, and say of each slot what the
-- slot says: joins that fan out once counted more slots than there are.
with

slot_coverage as (
    select * from {{ ref('slot_coverage') }}
),

company_slot as (
    select * from {{ ref('company_slot') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

counted as (
    select
        company_master.company_unique_id,
        count(slot_coverage.company_slot_unique_id) as slot_count
    from company_master
    left join slot_coverage
        on company_master.company_unique_id = slot_coverage.company_unique_id
    group by company_master.company_unique_id
),

final as (
    select
        company_unique_id as id,
        'has ' || cast(slot_count as text) || ' slots' as finding
    from counted
    where slot_count <> 3

    union all

    select
        coalesce(slot_coverage.company_slot_unique_id, company_slot.company_slot_unique_id) as id,
        'is not the same in both' as finding
    from slot_coverage
    full outer join company_slot
        on slot_coverage.company_slot_unique_id = company_slot.company_slot_unique_id
    where
        slot_coverage.is_filled is distinct from company_slot.is_filled
        or slot_coverage.status is distinct from company_slot.status
        or slot_coverage.person_unique_id is distinct from company_slot.person_unique_id
)

select * from final
