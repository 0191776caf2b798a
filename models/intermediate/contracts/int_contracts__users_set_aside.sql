{#- The system's own check of an address. -#}
{%- set email = "'^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}$'" %}
{%- set reasons = {
    'user_id_invalid': 'user_id is null',
    'username_missing': 'username is null',
    'email_invalid':
        'not coalesce(' ~ regex_like('email', email) ~ ', false)',
    'role_invalid': 'not ' ~ is_listed('role', 'user_role'),
} %}

with

stg_contracts__users as (
    select * from {{ ref('stg_contracts__users') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__users
),

set_aside as (
    {{ rows_set_aside('judged', 'user_id', 'updated_at desc nulls last') }}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.users' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
