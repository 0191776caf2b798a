{%- set people = [] %}
{%- for column in ['extracted_by', 'approved_by', 'rejected_by'] %}
    {%- do people.append(
        column ~ ' is not null and not ' ~ is_known(column, 'contracts_users', 'user_id')
    ) %}
{%- endfor %}
{%- set reasons = {
    'extraction_id_invalid': 'extraction_id is null',
    'contract_unknown': 'not ' ~ is_known('contract_id', 'contracts', 'contract_id'),
    'confidence_out_of_range':
        'gap_premium_confidence not between 0 and 100'
        ~ ' or refund_method_confidence not between 0 and 100'
        ~ ' or cancellation_fee_confidence not between 0 and 100',
    'provider_invalid':
        'llm_provider is not null and not ' ~ is_listed('llm_provider', 'llm_provider'),
    'model_version_missing': 'llm_model_version is null',
    'processing_time_negative': 'processing_time_ms < 0',
    'status_invalid': 'not ' ~ is_listed('status', 'extraction_status'),
    'approved_before_extracted': 'approved_at < extracted_at',
    'rejected_before_extracted': 'rejected_at < extracted_at',
    'user_unknown': people | join(' or '),
} %}

with

stg_contracts__extractions as (
    select * from {{ ref('stg_contracts__extractions') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

contracts_users as (
    select * from {{ ref('contracts_users') }}
),

contracts as (
    select * from {{ ref('contracts') }}
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__extractions
),

later_deliveries as (
    {{ later_deliveries(
        'judged',
        'extraction_id',
        'updated_at desc nulls last, ' ~ collate_c('source_file') ~ ' desc',
        'reason_codes is null'
    ) }}
),

-- A contract has one extraction: the one that was made last.
newest as (
    select
        judged.raw_row_id,
        row_number() over (
            partition by judged.contract_id
            order by judged.extracted_at desc nulls last, cast(judged.extraction_id as text) asc
        ) as recency
    from judged
    left join later_deliveries
        on judged.raw_row_id = later_deliveries.raw_row_id
    where
        judged.reason_codes is null
        and later_deliveries.raw_row_id is null
),

-- An older delivery of an extraction does not take its place when a later extraction does.
set_aside as (
    select
        judged.raw_row_id,
        'quarantined' as outcome,
        coalesce(judged.reason_codes, 'contract_extracted_anew') as reason_codes
    from judged
    left join newest
        on judged.raw_row_id = newest.raw_row_id
    where
        judged.reason_codes is not null
        or newest.recency > 1

    union all

    select
        raw_row_id,
        'merged' as outcome,
        cast(null as text) as reason_codes
    from later_deliveries
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.extractions' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
