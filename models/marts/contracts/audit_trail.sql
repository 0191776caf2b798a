{#- What has been seen is never changed: rows are only added, --full-refresh leaves the table alone,
    and Postgres refuses to update or delete. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail',
        meta={'duckdb_primary_key': false},
        post_hook="{{ refuse_changes(this) }}"
    )
}}

with

stg_contracts__audit_events as (
    select * from {{ ref('stg_contracts__audit_events') }}
),

-- Left to itself, Postgres would first write what is read several times to disk.
earlier as {{ not_materialized() }} (
    {% if is_incremental() %}
    select
        event_id,
        batch_number
    from {{ this }}
    {% else %}
    select
        cast(null as uuid) as event_id,
        cast(null as integer) as batch_number
    where false
    {% endif %}
),

-- An event of a type nobody knows is evidence too; one without id or time cannot be put in order.
unseen as (
    select staged.*
    from stg_contracts__audit_events as staged
    left join earlier
        on staged.event_id = earlier.event_id
    where
        earlier.event_id is null
        and staged.event_id is not null
        and staged.timestamp is not null
),

-- Of an event that comes several times at once, the first delivery is the one that was seen.
later_deliveries as (
    {{ later_deliveries('unseen', 'event_id', collate_c('source_file') ~ ' asc') }}
),

final as (
    select
        cast(unseen.event_id as uuid) as event_id,
        cast(unseen.event_type as text) as event_type,
        cast(unseen.contract_id as text) as contract_id,
        cast(unseen.extraction_id as uuid) as extraction_id,
        cast(unseen.user_id as uuid) as user_id,
        cast(unseen.event_data as text) as event_data,
        cast(unseen.timestamp as timestamp) as timestamp,
        cast(unseen.ip_address as text) as ip_address,
        cast(unseen.user_agent as text) as user_agent,
        cast(unseen.session_id as uuid) as session_id,
        cast(unseen.duration_ms as integer) as duration_ms,
        cast(unseen.cost_usd as numeric(10, 6)) as cost_usd,
        cast(unseen.row_hash as text) as row_hash,
        cast(cast(unseen.timestamp as date) as date) as event_date,
        cast((select coalesce(max(earlier.batch_number), 0) + 1 from earlier) as integer)
            as batch_number,
        cast({{ as_of_timestamp() }} as timestamp) as first_seen_at,
        cast(unseen.source_file as text) as source_file
    from unseen
    left join later_deliveries
        on unseen.raw_row_id = later_deliveries.raw_row_id
    where later_deliveries.raw_row_id is null
)

select * from final
