{#- A sealed day stays sealed: rows are only added, --full-refresh leaves the table alone, and
    Postgres refuses to update or delete. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail',
        post_hook="{{ refuse_changes(this) }}"
    )
}}

with

-- Left to itself, Postgres would first write what is read several times to disk, all columns of it.
audit_trail as {{ not_materialized() }} (
    select * from {{ ref('audit_trail') }}
),

sealed as (
    {% if is_incremental() %}
    select
        seal_number,
        sealed_date,
        supplement_number,
        last_batch_number,
        link_hash
    from {{ this }}
    {% else %}
    select
        cast(null as integer) as seal_number,
        cast(null as date) as sealed_date,
        cast(null as integer) as supplement_number,
        cast(null as integer) as last_batch_number,
        cast(null as text) as link_hash
    where false
    {% endif %}
),

sealed_days as (
    select
        sealed_date,
        max(supplement_number) as supplement_number,
        max(last_batch_number) as last_batch_number
    from sealed
    group by sealed_date
),

newest as (
    select
        coalesce(max(seal_number), 0) as seal_number,
        max(sealed_date) as sealed_through
    from sealed
),

newest_batch as (
    select max(batch_number) as batch_number
    from audit_trail
),

ripe as (
    select
        audit_trail.event_date,
        audit_trail.timestamp,
        audit_trail.event_id,
        audit_trail.row_hash
    from audit_trail
    left join sealed_days
        on audit_trail.event_date = sealed_days.sealed_date
    where
        audit_trail.event_date < {{ as_of_date() }} - {{ var('audit_seal_days') }}
        and audit_trail.batch_number > coalesce(sealed_days.last_batch_number, 0)
),

rooted as (
    select
        event_date,
        count(*) as event_count,
        {{ sha256_hex(string_agg_by(
            'row_hash', "''", "timestamp asc, " ~ collate_c('cast(event_id as text)') ~ " asc"
        )) }} as root_hash
    from ripe
    group by event_date
),

supplemented as (
    select
        rooted.event_date,
        rooted.event_count,
        rooted.root_hash,
        newest.seal_number as newest_seal_number,
        coalesce(newest_seal.link_hash, repeat('0', 64)) as newest_link_hash,
        -- What comes when its day, or a later one, is sealed is late, even if its day was empty.
        case
            when rooted.event_date <= newest.sealed_through
                then coalesce(sealed_days.supplement_number, 0) + 1
            else 0
        end as supplement_number,
        coalesce(sealed_days.last_batch_number, 0) + 1 as first_batch_number
    from rooted
    cross join newest
    left join sealed as newest_seal
        on newest.seal_number = newest_seal.seal_number
    left join sealed_days
        on rooted.event_date = sealed_days.sealed_date
),

worded as (
    select
        *,
        {{ audit_seal_content('supplemented') }} as seal_content
    from supplemented
),

-- Over days, not events: each link is made of the day's root and the link before.
chained as (
    {{ hash_chain('worded', 'event_date', 'seal_content', 'newest_link_hash') }}
),

final as (
    select
        cast(supplemented.newest_seal_number + chained.place as integer) as seal_number,
        cast(supplemented.event_date as date) as sealed_date,
        cast(supplemented.supplement_number as integer) as supplement_number,
        cast(supplemented.event_count as bigint) as event_count,
        cast(supplemented.root_hash as text) as root_hash,
        cast(chained.previous_link_hash as text) as previous_link_hash,
        cast(chained.link_hash as text) as link_hash,
        cast(supplemented.first_batch_number as integer) as first_batch_number,
        cast(newest_batch.batch_number as integer) as last_batch_number,
        cast({{ as_of_timestamp() }} as timestamp) as sealed_at
    from supplemented
    cross join newest_batch
    inner join chained
        on supplemented.event_date = chained.event_date
)

select * from final
