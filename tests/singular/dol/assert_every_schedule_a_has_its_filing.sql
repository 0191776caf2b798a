-- A Schedule A is part of a long form, so one without it counts nowhere. It warns only, because
-- extracts of the files need not go together: a sample of one rarely has the schedules of another.
-- In the sample that is shipped some are meant to.
{{ config(severity='warn') }}

with

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

form_5500 as (
    select * from {{ ref('form_5500') }}
),

final as (
    select
        schedule_a.ack_id,
        schedule_a.form_id,
        schedule_a.source_file
    from schedule_a
    left join form_5500
        on schedule_a.ack_id = form_5500.ack_id
    where
        form_5500.ack_id is null
        and not {{ reads_sample() }}
)

select * from final
