{{ config(alias='promotion') }}

with

int_people__outcomes as (
    select * from {{ ref('int_people__outcomes') }}
),

int_people__outcome_log as (
    select * from {{ ref('int_people__outcome_log') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

final as (
    select
        cast(int_people__outcomes.raw_row_id as text) as raw_row_id,
        cast(int_people__outcomes.source_table as text) as source_table,
        cast(int_people__cleaned.source_file as text) as source_file,
        cast(int_people__cleaned.source_record_id as text) as source_record_id,
        cast(int_people__cleaned.full_name_text as text) as full_name,
        cast(int_people__outcomes.outcome as text) as outcome,
        cast(int_people__outcomes.person_unique_id as text) as person_unique_id,
        cast(int_people__outcomes.reason_codes as text) as reason_codes,
        cast(int_people__outcomes.warning_codes as text) as warning_codes,
        cast(int_people__cleaned.created_at as timestamp) as arrived_at,
        cast(int_people__outcome_log.first_seen_at as timestamp) as decided_at
    from int_people__outcomes
    inner join int_people__cleaned
        on int_people__outcomes.raw_row_id = int_people__cleaned.raw_row_id
    left join int_people__outcome_log
        on
            int_people__outcomes.raw_row_id = int_people__outcome_log.raw_row_id
            and int_people__outcomes.outcome = int_people__outcome_log.outcome
)

select * from final
