-- Every company has the slots CEO, CFO and HR, once each and no other, in both slot tables: the
-- live system's two tables disagreed.
with

company_master as (
    select * from {{ ref('company_master') }}
),

company_slots as (
    select * from {{ ref('company_slots') }}
),

company_slot as (
    select * from {{ ref('company_slot') }}
),

expected as (
    select
        tables.table_name,
        company_master.company_unique_id,
        slots.slot_type,
        1 as slot_count
    from company_master
    cross join (values ('CEO'), ('CFO'), ('HR')) as slots (slot_type)
    cross join (values ('company_slots'), ('company_slot')) as tables (table_name)
),

present as (
    select
        table_name,
        company_unique_id,
        slot_type,
        count(*) as slot_count
    from (
        select
            'company_slots' as table_name,
            company_unique_id,
            slot_type
        from company_slots

        union all

        select
            'company_slot' as table_name,
            company_unique_id,
            slot_type
        from company_slot
    ) as slots
    group by
        table_name,
        company_unique_id,
        slot_type
),

final as (
    select
        coalesce(expected.table_name, present.table_name) as table_name,
        coalesce(expected.company_unique_id, present.company_unique_id) as company_unique_id,
        coalesce(expected.slot_type, present.slot_type) as slot_type,
        coalesce(expected.slot_count, 0) as expected_count,
        coalesce(present.slot_count, 0) as present_count
    from expected
    full outer join present
        on
            expected.table_name = present.table_name
            and expected.company_unique_id = present.company_unique_id
            and expected.slot_type = present.slot_type
    where coalesce(expected.slot_count, 0) <> coalesce(present.slot_count, 0)
)

select * from final
