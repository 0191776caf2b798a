-- Whoever adds up the events has the master: its companies are those whose last event is not
-- 'vanished', no more and no less, and each was created once.
with

company_events as (
    select *
    from {{ ref('company_events') }}
    where origin = 'warehouse'
),

company_master as (
    select * from {{ ref('company_master') }}
),

newest as (
    select
        company_unique_id,
        max(detected_at) as detected_at
    from company_events
    group by company_unique_id
),

told as (
    select
        company_events.company_unique_id,
        count(*) filter (
            where company_events.event_type = 'vanished'
            and company_events.detected_at = newest.detected_at
        ) > 0 as is_gone,
        count(*) filter (where company_events.event_type = 'created') as created_count
    from company_events
    inner join newest
        on company_events.company_unique_id = newest.company_unique_id
    group by company_events.company_unique_id
),

final as (
    select
        coalesce(company_master.company_unique_id, told.company_unique_id) as company_unique_id,
        company_master.company_unique_id is not null as is_in_master,
        told.is_gone,
        told.created_count
    from company_master
    full outer join told
        on company_master.company_unique_id = told.company_unique_id
    where
        (company_master.company_unique_id is null) <> coalesce(told.is_gone, true)
        or coalesce(told.created_count, 0) <> 1
)

select * from final
