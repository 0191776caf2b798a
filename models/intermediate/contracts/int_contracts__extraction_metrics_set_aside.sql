{%- set reasons = {
    'date_invalid': 'date is null',
    'provider_invalid': 'not ' ~ is_listed('llm_provider', 'llm_provider'),
} %}

with

stg_contracts__extraction_metrics as (
    select * from {{ ref('stg_contracts__extraction_metrics') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__extraction_metrics
),

set_aside as (
    {{ rows_set_aside('judged', 'date, llm_provider', 'created_at desc nulls last') }}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.extraction_metrics' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
