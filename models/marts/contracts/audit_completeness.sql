with

extractions as (
    select * from {{ ref('extractions') }}
),

corrections as (
    select * from {{ ref('corrections') }}
),

audit_trail as (
    select * from {{ ref('audit_trail') }}
),

recorded as (
    select
        extraction_id,
        count(*) filter (where event_type = 'extract') as extract_count,
        count(*) filter (where event_type = 'approve') as approve_count,
        count(*) filter (where event_type = 'reject') as reject_count,
        count(*) filter (where event_type = 'edit') as edit_count
    from audit_trail
    where
        extraction_id is not null
        and event_type in ('extract', 'approve', 'reject', 'edit')
    group by extraction_id
),

ordered_corrections as (
    select
        *,
        row_number() over (
            partition by extraction_id
            order by corrected_at asc nulls last, cast(correction_id as text) asc
        ) as correction_number
    from corrections
),

expected as (
    select
        cast(extraction_id as text) as subject_id,
        'extraction' as subject,
        'extract' as expected_event_type,
        extraction_id,
        extracted_by as user_id,
        extracted_at as happened_at,
        1 as needed_count
    from extractions

    union all

    select
        cast(extraction_id as text) as subject_id,
        'approval' as subject,
        'approve' as expected_event_type,
        extraction_id,
        approved_by as user_id,
        approved_at as happened_at,
        1 as needed_count
    from extractions
    where status = 'approved'

    union all

    select
        cast(extraction_id as text) as subject_id,
        'rejection' as subject,
        'reject' as expected_event_type,
        extraction_id,
        rejected_by as user_id,
        rejected_at as happened_at,
        1 as needed_count
    from extractions
    where status = 'rejected'

    union all

    -- An event says which extraction was edited, not which correction it was: the second
    -- correction of an extraction needs a second event.
    select
        cast(correction_id as text) as subject_id,
        'correction' as subject,
        'edit' as expected_event_type,
        extraction_id,
        corrected_by as user_id,
        corrected_at as happened_at,
        correction_number as needed_count
    from ordered_corrections
),

missing as (
    select expected.*
    from expected
    left join recorded
        on expected.extraction_id = recorded.extraction_id
    where
        expected.needed_count > coalesce(
            case expected.expected_event_type
                when 'extract' then recorded.extract_count
                when 'approve' then recorded.approve_count
                when 'reject' then recorded.reject_count
                else recorded.edit_count
            end,
            0
        )
),

final as (
    select
        cast(missing.subject as text) as subject,
        cast(missing.subject_id as text) as subject_id,
        cast(missing.expected_event_type as text) as expected_event_type,
        cast(missing.extraction_id as uuid) as extraction_id,
        cast(extractions.contract_id as text) as contract_id,
        cast(missing.user_id as uuid) as user_id,
        cast(missing.happened_at as timestamp) as happened_at
    from missing
    left join extractions
        on missing.extraction_id = extractions.extraction_id
)

select * from final
