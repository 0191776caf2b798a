{{ config(alias='finding') }}

with

contact_enrichment as (
    select * from {{ ref('contact_enrichment') }}
),

email_verification as (
    select * from {{ ref('email_verification') }}
),

company_sidecar as (
    select * from {{ ref('company_sidecar') }}
),

people_sidecar as (
    select * from {{ ref('people_sidecar') }}
),

company_events as (
    select * from {{ ref('company_events') }}
),

pipeline_events as (
    select * from {{ ref('pipeline_events') }}
),

pipeline_errors as (
    select * from {{ ref('pipeline_errors') }}
),

resolution_decision as (
    select * from {{ ref('resolution_decision') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

int_ple__person_ids as (
    select * from {{ ref('int_ple__person_ids') }}
),

email_statuses as (
    select * from {{ ref('email_statuses') }}
),

company_event_types as (
    select * from {{ ref('company_event_types') }}
),

-- The queue tells of companies that never came to the master too: those are no findings.
companies_named as (
    select
        'ple.company_sidecar' as source_table,
        brought_company_unique_id as record_id,
        company_unique_id,
        brought_company_unique_id
    from company_sidecar

    union all

    select
        'ple.company_events' as source_table,
        id as record_id,
        company_unique_id,
        brought_company_unique_id
    from company_events
    where origin = 'news'
),

people_named as (
    select
        'ple.contact_enrichment' as source_table,
        enrichment_id as record_id,
        brought_person_unique_id as person_unique_id
    from contact_enrichment

    union all

    select
        'ple.email_verification' as source_table,
        verification_id as record_id,
        brought_person_unique_id as person_unique_id
    from email_verification

    union all

    select
        'ple.people_sidecar' as source_table,
        brought_person_unique_id as record_id,
        brought_person_unique_id as person_unique_id
    from people_sidecar
),

findings as (
    select
        companies_named.source_table,
        companies_named.record_id,
        'company_unknown' as finding,
        companies_named.brought_company_unique_id as value_text
    from companies_named
    left join company_master
        on companies_named.company_unique_id = company_master.company_unique_id
    where company_master.company_unique_id is null

    union all

    select
        people_named.source_table,
        people_named.record_id,
        'person_unknown' as finding,
        people_named.person_unique_id as value_text
    from people_named
    left join int_ple__person_ids
        on people_named.person_unique_id = int_ple__person_ids.brought_id
    where
        people_named.person_unique_id is not null
        and int_ple__person_ids.brought_id is null

    union all

    select
        'ple.contact_enrichment' as source_table,
        enrichment_id as record_id,
        'slot_unknown' as finding,
        brought_slot_unique_id as value_text
    from contact_enrichment
    where
        brought_slot_unique_id is not null
        and company_unique_id is null

    union all

    select
        'ple.email_verification' as source_table,
        email_verification.verification_id as record_id,
        'enrichment_unknown' as finding,
        email_verification.enrichment_id as value_text
    from email_verification
    left join contact_enrichment
        on email_verification.enrichment_id = contact_enrichment.enrichment_id
    where
        email_verification.enrichment_id is not null
        and contact_enrichment.enrichment_id is null

    union all

    select
        'ple.company_sidecar' as source_table,
        brought_company_unique_id as record_id,
        'ein_conflict' as finding,
        ein as value_text
    from company_sidecar
    where is_ein_conflict

    union all

    select
        'ple.contact_enrichment' as source_table,
        enrichment_id as record_id,
        'status_unknown' as finding,
        enrichment_status_text as value_text
    from contact_enrichment
    where status = 'other'

    union all

    select
        'ple.email_verification' as source_table,
        email_verification.verification_id as record_id,
        'status_unknown' as finding,
        email_verification.verification_status_text as value_text
    from email_verification
    left join email_statuses
        on {{ word_key('email_verification.verification_status_text') }} = email_statuses.spelling
    where
        email_verification.verification_status_text is not null
        and email_statuses.spelling is null

    union all

    select
        'ple.pipeline_events' as source_table,
        event_id as record_id,
        'status_unknown' as finding,
        status_text as value_text
    from pipeline_events
    where status = 'other'

    union all

    select
        'ple.pipeline_errors' as source_table,
        error_id as record_id,
        'severity_unknown' as finding,
        severity_text as value_text
    from pipeline_errors
    where severity = 'other'

    union all

    select
        'ple.resolution_decision' as source_table,
        decision_id as record_id,
        'verdict_unknown' as finding,
        verdict_text as value_text
    from resolution_decision
    where verdict = 'other'

    union all

    select
        'ple.company_events' as source_table,
        company_events.id as record_id,
        'event_type_unknown' as finding,
        company_events.event_type_text as value_text
    from company_events
    left join company_event_types
        on {{ word_key('company_events.event_type_text') }} = company_event_types.spelling
    where
        company_events.event_type_text is not null
        and company_event_types.spelling is null

    union all

    select
        'ple.company_events' as source_table,
        id as record_id,
        'bit_impact_out_of_range' as finding,
        cast(bit_impact_score as text) as value_text
    from company_events
    where bit_impact_score not between -100 and 100
),

final as (
    select
        cast(concat_ws(' ', source_table, record_id, finding) as text) as finding_key,
        cast(source_table as text) as source_table,
        cast(record_id as text) as record_id,
        cast(finding as text) as finding,
        cast(value_text as text) as value_text
    from findings
)

select * from final
