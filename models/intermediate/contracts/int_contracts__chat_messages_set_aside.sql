{%- set reasons = {
    'message_id_invalid': 'message_id is null',
    'user_unknown': 'not ' ~ is_known('user_id', 'contracts_users', 'user_id'),
    'role_invalid': 'not ' ~ is_listed('role', 'chat_role'),
    'content_missing': 'content_length is null',
} %}

with

stg_contracts__chat_messages as (
    select * from {{ ref('stg_contracts__chat_messages') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

contracts_users as (
    select * from {{ ref('contracts_users') }}
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__chat_messages
),

set_aside as (
    {{ rows_set_aside('judged', 'message_id', 'created_at desc nulls last') }}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.chat_messages' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
