with

contracts_sessions as (
    select * from {{ ref('contracts_sessions') }}
),

judged as (
    select
        *,
        {{ session_expiry() }} as expiry_reason
    from contracts_sessions
),

final as (
    select
        cast(session_id as uuid) as session_id,
        cast(user_id as uuid) as user_id,
        cast(expires_at as timestamp) as expires_at,
        cast(last_activity as timestamp) as last_activity,
        cast(is_active as boolean) as is_active,
        cast(expiry_reason as text) as expiry_reason
    from judged
    where expiry_reason is not null
)

select * from final
