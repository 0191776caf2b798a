{{ config(alias='promotion') }}

with

int_company__outcomes as (
    select * from {{ ref('int_company__outcomes') }}
),

int_company__outcome_log as (
    select * from {{ ref('int_company__outcome_log') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

final as (
    select
        cast(int_company__outcomes.raw_row_id as text) as raw_row_id,
        cast(int_company__outcomes.source_table as text) as source_table,
        cast(int_company__cleaned.source_file as text) as source_file,
        cast(int_company__cleaned.source_record_id as text) as source_record_id,
        cast(int_company__cleaned.company_name as text) as company_name,
        cast(int_company__outcomes.outcome as text) as outcome,
        cast(int_company__outcomes.company_unique_id as text) as company_unique_id,
        cast(int_company__outcomes.reason_codes as text) as reason_codes,
        cast(int_company__outcomes.warning_codes as text) as warning_codes,
        cast(int_company__cleaned.created_at as timestamp) as arrived_at,
        cast(int_company__outcome_log.first_seen_at as timestamp) as decided_at
    from int_company__outcomes
    inner join int_company__cleaned
        on int_company__outcomes.raw_row_id = int_company__cleaned.raw_row_id
    left join int_company__outcome_log
        on
            int_company__outcomes.raw_row_id = int_company__outcome_log.raw_row_id
            and int_company__outcomes.outcome = int_company__outcome_log.outcome
)

select * from final
