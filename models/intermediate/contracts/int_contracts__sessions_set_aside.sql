{%- set reasons = {
    'session_id_invalid': 'session_id is null',
    'user_unknown': 'not ' ~ is_known('user_id', 'contracts_users', 'user_id'),
    'expires_at_invalid': 'expires_at is null',
} %}

with

stg_contracts__sessions as (
    select * from {{ ref('stg_contracts__sessions') }}
),

contracts_users as (
    select * from {{ ref('contracts_users') }}
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__sessions
),

set_aside as (
    {{ rows_set_aside('judged', 'session_id', 'last_activity desc nulls last') }}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.sessions' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
