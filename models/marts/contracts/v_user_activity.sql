with

contracts_users as (
    select * from {{ ref('contracts_users') }}
),

extractions as (
    select * from {{ ref('extractions') }}
),

corrections as (
    select * from {{ ref('corrections') }}
),

audit_events as (
    select * from {{ ref('audit_events') }}
),

-- Each side is counted by itself: joined first, they would multiply each other.
extraction_counts as (
    select
        extracted_by as user_id,
        count(*) as total_extractions,
        count(*) filter (where status = 'approved') as approved_extractions
    from extractions
    group by extracted_by
),

correction_counts as (
    select
        corrected_by as user_id,
        count(*) as total_corrections
    from corrections
    group by corrected_by
),

event_counts as (
    select
        user_id,
        count(*) as total_events
    from audit_events
    group by user_id
),

final as (
    select
        cast(contracts_users.user_id as uuid) as user_id,
        cast(contracts_users.username as text) as username,
        cast(contracts_users.email as text) as email,
        cast(contracts_users.role as text) as role,
        cast(contracts_users.is_active as boolean) as is_active,
        cast(contracts_users.last_login_at as timestamp) as last_login_at,
        cast(coalesce(extraction_counts.total_extractions, 0) as bigint) as total_extractions,
        cast(coalesce(extraction_counts.approved_extractions, 0) as bigint)
            as approved_extractions,
        cast(coalesce(correction_counts.total_corrections, 0) as bigint) as total_corrections,
        cast(coalesce(event_counts.total_events, 0) as bigint) as total_events
    from contracts_users
    left join extraction_counts
        on contracts_users.user_id = extraction_counts.user_id
    left join correction_counts
        on contracts_users.user_id = correction_counts.user_id
    left join event_counts
        on contracts_users.user_id = event_counts.user_id
)

select * from final
