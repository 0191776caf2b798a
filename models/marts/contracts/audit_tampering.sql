with

stg_contracts__audit_events as (
    select * from {{ ref('stg_contracts__audit_events') }}
),

audit_trail as (
    select * from {{ ref('audit_trail') }}
),

audit_seal as (
    select * from {{ ref('audit_seal') }}
),

audit_acknowledgements as (
    select * from {{ ref('audit_acknowledgements') }}
),

-- One pass over both: an event the system has otherwise, and one it does not have any more.
compared as (
    select
        audit_trail.event_id,
        stg_contracts__audit_events.row_hash as upstream_hash,
        min({{ collate_c('stg_contracts__audit_events.source_file') }}) as source_file
    from audit_trail
    left join stg_contracts__audit_events
        on audit_trail.event_id = stg_contracts__audit_events.event_id
    where
        stg_contracts__audit_events.row_hash <> audit_trail.row_hash
        or (
            stg_contracts__audit_events.row_hash is null
            -- What is past its years the system may let go.
            and audit_trail.timestamp
            >= {{ as_of_timestamp() }} - interval '{{ var("audit_retention_years") }} years'
        )
    group by
        audit_trail.event_id,
        stg_contracts__audit_events.row_hash
),

inserted as (
    select
        audit_trail.event_id,
        audit_trail.row_hash as upstream_hash,
        audit_trail.source_file
    from audit_seal
    inner join audit_trail
        on
            audit_seal.sealed_date = audit_trail.event_date
            and audit_trail.batch_number
            between audit_seal.first_batch_number and audit_seal.last_batch_number
    where audit_seal.supplement_number > 0
),

found as (
    select
        event_id,
        case when upstream_hash is null then 'removed' else 'changed' end as finding,
        upstream_hash,
        source_file
    from compared

    union all

    select
        event_id,
        'inserted' as finding,
        upstream_hash,
        source_file
    from inserted
),

final as (
    select
        cast(
            md5(concat_ws('|', found.finding, cast(found.event_id as text), found.upstream_hash))
            as text
        ) as finding_id,
        cast(found.finding as text) as finding,
        cast(found.event_id as uuid) as event_id,
        cast(audit_trail.event_type as text) as event_type,
        cast(audit_trail.timestamp as timestamp) as timestamp,
        cast(audit_trail.first_seen_at as timestamp) as first_seen_at,
        cast(audit_trail.row_hash as text) as row_hash,
        cast(found.upstream_hash as text) as upstream_hash,
        cast(found.source_file as text) as source_file,
        cast(audit_acknowledgements.finding_id is not null as boolean) as is_acknowledged,
        cast(audit_acknowledgements.reason as text) as acknowledged_reason
    from found
    inner join audit_trail
        on found.event_id = audit_trail.event_id
    left join audit_acknowledgements
        on
            md5(concat_ws('|', found.finding, cast(found.event_id as text), found.upstream_hash))
            = audit_acknowledgements.finding_id
)

select * from final
