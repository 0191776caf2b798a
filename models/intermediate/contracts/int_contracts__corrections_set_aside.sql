{%- set reasons = {
    'correction_id_invalid': 'correction_id is null',
    'extraction_unknown': 'not ' ~ is_known('extraction_id', 'extractions', 'extraction_id'),
    'field_name_invalid': 'not ' ~ is_listed('field_name', 'field_name'),
    'corrected_value_missing': 'corrected_value is null',
    'user_unknown': 'not ' ~ is_known('corrected_by', 'contracts_users', 'user_id'),
} %}

with

stg_contracts__corrections as (
    select * from {{ ref('stg_contracts__corrections') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

contracts_users as (
    select * from {{ ref('contracts_users') }}
),

extractions as (
    select * from {{ ref('extractions') }}
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__corrections
),

set_aside as (
    {{ rows_set_aside('judged', 'correction_id', 'corrected_at desc nulls last') }}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.corrections' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
