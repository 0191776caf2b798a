with

int_people__survivors as (
    select * from {{ ref('int_people__survivors') }}
),

int_people__slot_occupants as (
    select * from {{ ref('int_people__slot_occupants') }}
),

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

int_people__validated as (
    select * from {{ ref('int_people__validated') }}
),

int_ple__email_status as (
    select * from {{ ref('int_ple__email_status') }}
),

int_ple__slot_enrichment as (
    select * from {{ ref('int_ple__slot_enrichment') }}
),

slots as (
    select
        person_unique_id,
        min({{ collate_c('company_slot_unique_id') }}) as company_slot_unique_id
    from int_people__slot_occupants
    where challenger_rank = 1
    group by person_unique_id
),

flags as (
    select distinct
        int_people__identified.person_unique_id,
        int_people__validated.reason_code
    from int_people__identified
    inner join int_people__validated
        on int_people__identified.raw_row_id = int_people__validated.raw_row_id
    where int_people__validated.severity = 'warning'
),

warnings as (
    select
        person_unique_id,
        {{ string_agg_by('reason_code', "','", collate_c('reason_code')) }} as warning_codes
    from flags
    group by person_unique_id
),

dated as (
    select
        *,
        coalesce(founded_at, first_seen_at) as arrived_at
    from int_people__survivors
),

final as (
    select
        cast(dated.person_unique_id as text) as unique_id,
        cast(dated.company_unique_id as text) as company_unique_id,
        cast(slots.company_slot_unique_id as text) as company_slot_unique_id,
        cast(dated.first_name as text) as first_name,
        cast(dated.last_name as text) as last_name,
        cast(dated.name_suffix as text) as name_suffix,
        cast(dated.full_name as text) as full_name,
        cast(dated.title as text) as title,
        cast(dated.title_slot_type as text) as title_slot_type,
        cast(dated.title_confidence as numeric(3, 2)) as title_confidence,
        cast(dated.seniority as text) as seniority,
        cast(dated.department as text) as department,
        cast(dated.email as text) as email,
        cast(int_ple__email_status.verification_status as text) as email_status,
        cast(coalesce(int_ple__email_status.is_verified, false) as boolean) as email_verified,
        cast(coalesce(int_ple__email_status.is_sendable, false) as boolean) as email_is_sendable,
        cast(
            case
                when int_ple__email_status.is_verified
                    then int_ple__email_status.verification_service
            end as text
        ) as email_verification_source,
        cast(
            case
                when int_ple__email_status.is_verified then int_ple__email_status.verified_at
            end as timestamp
        ) as email_verified_at,
        cast(dated.personal_email as text) as personal_email,
        cast(dated.work_phone_e164 as text) as work_phone_e164,
        cast(dated.work_phone_extension as text) as work_phone_extension,
        cast(dated.personal_phone_e164 as text) as personal_phone_e164,
        cast(coalesce(dated.work_phone_e164, dated.personal_phone_e164) as text) as phone,
        cast(dated.linkedin_url as text) as linkedin_url,
        cast(dated.twitter_url as text) as twitter_url,
        cast(dated.facebook_url as text) as facebook_url,
        cast(dated.bio as text) as bio,
        cast(
            {{ pieces(regex_replace_all('dated.skills', "' *, *'", "','"), "','") }} as text[]
        ) as skills,
        cast(dated.education as text) as education,
        cast(
            {{ pieces(regex_replace_all('dated.certifications', "' *, *'", "','"), "','") }}
            as text[]
        ) as certifications,
        cast(dated.city as text) as city,
        cast(dated.state_code as text) as state,
        cast(dated.attached_by as text) as attached_by,
        cast(dated.employment_at as timestamp) as employment_at,
        cast(dated.employment_source_table as text) as employment_source_table,
        cast(dated.source_system as text) as source_system,
        cast(dated.source_system as text) as source,
        cast(dated.source_record_id as text) as source_record_id,
        cast(dated.import_batch_id as text) as import_batch_id,
        cast(dated.source_count as integer) as source_count,
        cast(dated.source_row_count as integer) as source_row_count,
        cast(dated.arrived_at as timestamp) as promoted_from_intake_at,
        cast(
            case
                when dated.email is null then 'linkedin_only'
                when dated.linkedin_url is null then 'email_only'
                else 'full'
            end as text
        ) as validation_status,
        cast(int_ple__email_status.verified_at as timestamp) as last_verified_at,
        -- An enrichment is asked for by slot, and a list says itself when it was enriched.
        cast(
            greatest(int_ple__slot_enrichment.last_attempt_at, dated.last_enriched_at)
            as timestamp
        ) as last_enrichment_attempt,
        cast(warnings.warning_codes as text) as warning_codes,
        cast(dated.arrived_at as timestamp) as created_at,
        cast(coalesce(dated.updated_at, dated.arrived_at) as timestamp) as updated_at
    from dated
    left join slots
        on dated.person_unique_id = slots.person_unique_id
    left join int_ple__email_status
        on dated.email = int_ple__email_status.email
    left join int_ple__slot_enrichment
        on slots.company_slot_unique_id = int_ple__slot_enrichment.company_slot_unique_id
    left join warnings
        on dated.person_unique_id = warnings.person_unique_id
)

select * from final
