-- Every failure in the log is of a raw row that is there now, and a row is in quarantine exactly
-- when it has a critical or error failure.
with

validation_failures_log as (
    select * from {{ ref('validation_failures_log') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

quarantine as (
    select * from {{ ref('quarantine') }}
),

judged as (
    select
        raw_row_id,
        count(*) filter (where severity in ('critical', 'error')) as rejection_count
    from validation_failures_log
    group by raw_row_id
),

final as (
    select
        coalesce(judged.raw_row_id, quarantine.id) as raw_row_id,
        judged.rejection_count,
        int_company__cleaned.raw_row_id is not null as is_current,
        quarantine.id is not null as is_in_quarantine
    from judged
    full outer join quarantine
        on judged.raw_row_id = quarantine.id
    left join int_company__cleaned
        on coalesce(judged.raw_row_id, quarantine.id) = int_company__cleaned.raw_row_id
    where
        int_company__cleaned.raw_row_id is null
        or (quarantine.id is not null) <> (coalesce(judged.rejection_count, 0) > 0)
)

select * from final
