-- A Schedule A is part of a long form, so one without it counts nowhere. It warns only, because
-- extracts of the files need not go together: a sample of one rarely has the schedules of another.
-- What somebody has looked into is in seed findings_accepted.
{{ config(severity='warn') }}

with

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

form_5500 as (
    select * from {{ ref('form_5500') }}
),

findings_accepted as (
    select * from {{ ref('findings_accepted') }}
),

lonely as (
    select
        schedule_a.ack_id,
        schedule_a.form_id,
        schedule_a.source_file,
        concat_ws(' ', schedule_a.ack_id, cast(schedule_a.form_id as text)) as finding_key
    from schedule_a
    left join form_5500
        on schedule_a.ack_id = form_5500.ack_id
    where form_5500.ack_id is null
),

final as (
    select
        lonely.finding_key,
        lonely.ack_id,
        lonely.form_id,
        lonely.source_file
    from lonely
    left join findings_accepted
        on
            lonely.finding_key = findings_accepted.finding_key
            and findings_accepted.test_name = 'assert_every_schedule_a_has_its_filing'
    where findings_accepted.finding_key is null
)

select * from final
