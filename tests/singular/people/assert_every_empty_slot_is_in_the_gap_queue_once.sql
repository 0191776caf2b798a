-- The queue is the empty slots, no more and no less: a list of gaps once passed for one of
-- duplicates.
with

slot_gap_queue as (
    select * from {{ ref('slot_gap_queue') }}
),

company_slot as (
    select * from {{ ref('company_slot') }}
),

queued as (
    select
        company_slot_unique_id,
        count(*) as row_count
    from slot_gap_queue
    group by company_slot_unique_id
),

final as (
    select
        coalesce(
            company_slot.company_slot_unique_id, queued.company_slot_unique_id
        ) as company_slot_unique_id,
        company_slot.is_filled,
        queued.row_count
    from company_slot
    full outer join queued
        on company_slot.company_slot_unique_id = queued.company_slot_unique_id
    where
        coalesce(queued.row_count, 0)
        <> case when company_slot.is_filled = false then 1 else 0 end
)

select * from final
