{%- set reasons = {
    'config_key_missing': 'config_key is null',
    'config_value_missing': 'config_value is null and not is_secret',
    'value_type_invalid': 'not ' ~ is_listed('value_type', 'config_value_type'),
} %}

with

stg_contracts__system_config as (
    select * from {{ ref('stg_contracts__system_config') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__system_config
),

set_aside as (
    {{ rows_set_aside('judged', 'config_key', 'updated_at desc nulls last') }}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.system_config' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
