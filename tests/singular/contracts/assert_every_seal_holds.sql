-- The seals can be computed again from the trail: each event's hash from its content, each day's
-- root from its events, each link from its day and the link before. An event changed or lost in the
-- warehouse itself breaks its day; a day made to fit breaks the link behind it.
with

audit_trail as (
    select * from {{ ref('audit_trail') }}
),

audit_seal as (
    select * from {{ ref('audit_seal') }}
),

rooted as (
    select
        audit_seal.seal_number,
        count(*) as event_count,
        {{ sha256_hex(string_agg_by(
            'audit_trail.row_hash',
            "''",
            "audit_trail.timestamp asc, "
            ~ collate_c('cast(audit_trail.event_id as text)') ~ " asc"
        )) }} as root_hash
    from audit_seal
    inner join audit_trail
        on
            audit_seal.sealed_date = audit_trail.event_date
            and audit_trail.batch_number
            between audit_seal.first_batch_number and audit_seal.last_batch_number
    group by audit_seal.seal_number
),

edited as (
    select
        event_date,
        count(*) as event_count
    from audit_trail
    where
        row_hash <> {{ audit_row_hash() }}
        or event_date <> cast(timestamp as date)
    group by event_date
),

linked as (
    select
        audit_seal.*,
        previous.link_hash as link_before,
        audit_seal.seal_number = 1 or previous.seal_number is not null as is_in_sequence
    from audit_seal
    left join audit_seal as previous
        on audit_seal.seal_number = previous.seal_number + 1
),

checked as (
    select
        linked.seal_number,
        linked.sealed_date,
        linked.supplement_number,
        linked.event_count as sealed_count,
        coalesce(rooted.event_count, 0) as event_count,
        coalesce(edited.event_count, 0) as edited_count,
        coalesce(rooted.root_hash = linked.root_hash, false) as is_root_intact,
        (
            linked.link_hash
            = {{ link_hash(
                'linked.previous_link_hash', audit_seal_content('linked', 'sealed_date')
            ) }}
            and linked.previous_link_hash = coalesce(linked.link_before, repeat('0', 64))
            and linked.is_in_sequence
        ) as is_link_intact
    from linked
    left join rooted
        on linked.seal_number = rooted.seal_number
    left join edited
        on linked.sealed_date = edited.event_date
),

final as (
    select *
    from checked
    where
        sealed_count <> event_count
        or edited_count > 0
        or not is_root_intact
        or not is_link_intact
)

select * from final
