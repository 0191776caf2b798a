-- What can be put in order is kept: no event of the system is missing from the trail.
with

stg_contracts__audit_events as (
    select * from {{ ref('stg_contracts__audit_events') }}
),

audit_trail as (
    select * from {{ ref('audit_trail') }}
),

final as (
    select
        stg_contracts__audit_events.raw_row_id,
        stg_contracts__audit_events.source_file
    from stg_contracts__audit_events
    left join audit_trail
        on stg_contracts__audit_events.event_id = audit_trail.event_id
    where
        stg_contracts__audit_events.event_id is not null
        and stg_contracts__audit_events.timestamp is not null
        and audit_trail.event_id is null
)

select * from final
