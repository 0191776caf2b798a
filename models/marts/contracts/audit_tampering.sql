with

stg_contracts__audit_events as (
    select * from {{ ref('stg_contracts__audit_events') }}
),

-- Left to itself, Postgres would first write what is read several times to disk, all columns of it.
audit_trail as {{ not_materialized() }} (
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
        audit_trail.event_type,
        audit_trail.timestamp,
        audit_trail.first_seen_at,
        audit_trail.row_hash,
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
        audit_trail.event_type,
        audit_trail.timestamp,
        audit_trail.first_seen_at,
        audit_trail.row_hash,
        stg_contracts__audit_events.row_hash
),

inserted as (
    select
        audit_trail.event_id,
        audit_trail.event_type,
        audit_trail.timestamp,
        audit_trail.first_seen_at,
        audit_trail.row_hash,
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
        case when upstream_hash is null then 'removed' else 'changed' end as finding,
        event_id,
        event_type,
        timestamp,
        first_seen_at,
        row_hash,
        upstream_hash,
        source_file
    from compared

    union all

    select
        'inserted' as finding,
        event_id,
        event_type,
        timestamp,
        first_seen_at,
        row_hash,
        row_hash as upstream_hash,
        source_file
    from inserted
),

identified as (
    select
        *,
        md5(concat_ws('|', finding, cast(event_id as text), upstream_hash)) as finding_id
    from found
),

final as (
    select
        cast(identified.finding_id as text) as finding_id,
        cast(identified.finding as text) as finding,
        cast(identified.event_id as uuid) as event_id,
        cast(identified.event_type as text) as event_type,
        cast(identified.timestamp as timestamp) as timestamp,
        cast(identified.first_seen_at as timestamp) as first_seen_at,
        cast(identified.row_hash as text) as row_hash,
        cast(identified.upstream_hash as text) as upstream_hash,
        cast(identified.source_file as text) as source_file,
        cast(audit_acknowledgements.finding_id is not null as boolean) as is_acknowledged,
        cast(audit_acknowledgements.reason as text) as acknowledged_reason
    from identified
    left join audit_acknowledgements
        on identified.finding_id = audit_acknowledgements.finding_id
)

select * from final
