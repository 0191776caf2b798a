-- Whatever was extracted, approved, rejected or corrected has its event. A warning, because the gap
-- is the system's and cannot be closed here. What somebody has looked into is in seed
-- findings_accepted.
{{ config(severity='warn') }}

with

audit_completeness as (
    select * from {{ ref('audit_completeness') }}
),

findings_accepted as (
    select * from {{ ref('findings_accepted') }}
),

missing as (
    select
        concat_ws(' ', subject, subject_id) as finding_key,
        expected_event_type,
        extraction_id,
        happened_at
    from audit_completeness
),

final as (
    select
        missing.finding_key,
        missing.expected_event_type,
        missing.extraction_id,
        missing.happened_at
    from missing
    left join findings_accepted
        on
            missing.finding_key = findings_accepted.finding_key
            and findings_accepted.test_name = 'assert_the_audit_trail_is_complete'
    where findings_accepted.finding_key is null
)

select * from final
