{#- A template, which the later shape has in place of a contract, lies in a bucket and has no
    account. -#}
{%- set reasons = {
    'contract_id_missing': 'contract_id is null',
    'contract_type_invalid': 'contract_type is not null and not ' ~ is_listed('contract_type', 'contract_type'),
    'account_number_missing': 'account_number is null and s3_key is null',
    'document_missing': 'pdf_url is null and s3_key is null',
} %}

with

stg_contracts__contracts as (
    select * from {{ ref('stg_contracts__contracts') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__contracts
),

set_aside as (
    {{ rows_set_aside('judged', 'contract_id', 'updated_at desc nulls last') }}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.contracts' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
