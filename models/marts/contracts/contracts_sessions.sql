{{ config(alias='sessions') }}

with

stg_contracts__sessions as (
    select * from {{ ref('stg_contracts__sessions') }}
),

int_contracts__sessions_set_aside as (
    select * from {{ ref('int_contracts__sessions_set_aside') }}
),

promoted as (
    {{ promoted_rows('stg_contracts__sessions', 'int_contracts__sessions_set_aside') }}
),

final as (
    select
        cast(session_id as uuid) as session_id,
        cast(user_id as uuid) as user_id,
        cast(ip_address as text) as ip_address,
        cast(user_agent as text) as user_agent,
        cast(expires_at as timestamp) as expires_at,
        cast(created_at as timestamp) as created_at,
        cast(last_activity as timestamp) as last_activity,
        cast(is_active as boolean) as is_active,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from promoted
)

select * from final
