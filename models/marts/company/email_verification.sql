with

int_ple__verifications as (
    select * from {{ ref('int_ple__verifications') }}
),

contact_enrichment as (
    select * from {{ ref('contact_enrichment') }}
),

int_ple__person_ids as (
    select * from {{ ref('int_ple__person_ids') }}
),

people_master as (
    select * from {{ ref('people_master') }}
),

-- An address that several people have is nobody's.
addresses as (
    {{ held_by_one('people_master', 'email', 'unique_id', 'person_unique_id') }}
),

found as (
    select
        int_ple__verifications.*,
        int_ple__person_ids.person_unique_id as known_person_id,
        addresses.person_unique_id as person_of_address,
        contact_enrichment.person_unique_id as person_of_enrichment
    from int_ple__verifications
    left join int_ple__person_ids
        on
            int_ple__verifications.brought_person_unique_id
            = int_ple__person_ids.brought_id
    left join addresses
        on int_ple__verifications.email = addresses.email
    left join contact_enrichment
        on int_ple__verifications.enrichment_id = contact_enrichment.enrichment_id
),

final as (
    select
        cast(verification_id as text) as verification_id,
        cast(verification_id as text) as id,
        cast(enrichment_id as text) as enrichment_id,
        cast(
            coalesce(
                known_person_id,
                person_of_address,
                person_of_enrichment,
                brought_person_unique_id
            ) as text
        ) as person_unique_id,
        cast(
            case
                when known_person_id is not null then 'brought'
                when person_of_address is not null then 'email'
                when person_of_enrichment is not null then 'enrichment'
                when brought_person_unique_id is not null then 'brought'
            end as text
        ) as person_found_by,
        cast(email as text) as email,
        cast(email_status as text) as email_status,
        cast(email_status as text) as verification_status,
        cast(verification_status_text as text) as verification_status_text,
        cast(verification_service as text) as provider,
        cast(verification_service as text) as verification_service,
        cast(verification_result as {{ json_type() }}) as verification_result,
        cast(verified_at as timestamp) as verified_at,
        cast(is_verified as boolean) as is_verified,
        cast(is_sendable as boolean) as is_sendable,
        cast(is_newest as boolean) as is_newest,
        cast(created_at as timestamp) as created_at,
        cast(brought_person_unique_id as text) as brought_person_unique_id,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from found
)

select * from final
