-- An event that was ever promoted is in the mart for good, and once: the engine deletes what it
-- worked off.
with

pipeline_events as (
    select * from {{ ref('pipeline_events') }}
),

int_ple__pipeline_event_log as (
    select * from {{ ref('int_ple__pipeline_event_log') }}
),

logged as (
    select distinct event_id
    from int_ple__pipeline_event_log
),

final as (
    select
        logged.event_id as logged_id,
        pipeline_events.event_id
    from logged
    full outer join pipeline_events
        on logged.event_id = pipeline_events.event_id
    where
        logged.event_id is null
        or pipeline_events.event_id is null
)

select * from final
