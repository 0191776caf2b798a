with

promoted as (
    {{ promoted_rows('ple', 'contact_enrichment') }}
),

int_ple__slot_ids as (
    select * from {{ ref('int_ple__slot_ids') }}
),

company_slot as (
    select * from {{ ref('company_slot') }}
),

int_ple__person_ids as (
    select * from {{ ref('int_ple__person_ids') }}
),

people_master as (
    select * from {{ ref('people_master') }}
),

engine_values as (
    select * from {{ ref('engine_values') }}
),

read as (
    select
        promoted.*,
        {{ regex_first(
            lower_ascii('promoted.email'), "'[a-z0-9._%+-]+@[a-z0-9.-]+[.][a-z]{2,}'"
        ) }} as clean_email,
        split_part(
            {{ regex_first(
                lower_ascii('promoted.linkedin_url'), "'linkedin[.]com/in/[^/?#[:space:]]+'"
            ) }},
            '/',
            3
        ) as linkedin_slug,
        coalesce(int_ple__slot_ids.company_slot_unique_id, promoted.company_slot_unique_id)
            as slot_id,
        int_ple__slot_ids.company_unique_id as slot_company_id,
        int_ple__slot_ids.slot_type as type_of_slot,
        coalesce(
            engine_values.value,
            case when promoted.enrichment_status is not null then 'other' end
        ) as status
    from promoted
    left join int_ple__slot_ids
        on promoted.company_slot_unique_id = int_ple__slot_ids.brought_id
    left join engine_values
        on
            {{ word_key('promoted.enrichment_status') }} = engine_values.spelling
            and engine_values.list_name = 'enrichment_status'
),

-- An address or a page that several people have says nothing.
addresses as (
    {{ held_by_one('people_master', 'email', 'unique_id', 'person_unique_id') }}
),

pages as (
    {{ held_by_one('people_master', 'linkedin_url', 'unique_id', 'person_unique_id') }}
),

found as (
    select
        read.*,
        int_ple__person_ids.person_unique_id as known_person_id,
        addresses.person_unique_id as person_of_address,
        pages.person_unique_id as person_of_page,
        company_slot.person_unique_id as person_in_slot
    from read
    left join int_ple__person_ids
        on read.person_unique_id = int_ple__person_ids.brought_id
    left join addresses
        on read.clean_email = addresses.email
    left join pages
        on 'https://www.linkedin.com/in/' || read.linkedin_slug = pages.linkedin_url
    left join company_slot
        on read.slot_id = company_slot.company_slot_unique_id
),

final as (
    select
        cast(enrichment_id as text) as enrichment_id,
        cast(enrichment_id as text) as id,
        cast(slot_id as text) as company_slot_unique_id,
        cast(slot_company_id as text) as company_unique_id,
        cast(type_of_slot as text) as slot_type,
        cast(
            coalesce(
                known_person_id, person_of_address, person_of_page, person_in_slot, person_unique_id
            ) as text
        ) as person_unique_id,
        cast(
            case
                when known_person_id is not null then 'brought'
                when person_of_address is not null then 'email'
                when person_of_page is not null then 'linkedin'
                when person_in_slot is not null then 'slot'
                when person_unique_id is not null then 'brought'
            end as text
        ) as person_found_by,
        cast(enrichment_source as text) as agent_name,
        cast(enrichment_source as text) as enrichment_source,
        cast(enrichment_type as text) as enrichment_type,
        cast(status as text) as status,
        cast(status as text) as enrichment_status,
        cast(enrichment_status as text) as enrichment_status_text,
        cast(created_at as timestamp) as started_at,
        cast(created_at as timestamp) as created_at,
        cast(enriched_at as timestamp) as completed_at,
        cast(enriched_at as timestamp) as enriched_at,
        cast(linkedin_url as text) as linkedin_url,
        cast(full_name as text) as full_name,
        cast(email as text) as email,
        cast(phone as text) as phone,
        cast(enrichment_data as {{ json_type() }}) as enrichment_data,
        cast(company_slot_unique_id as text) as brought_slot_unique_id,
        cast(person_unique_id as text) as brought_person_unique_id,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from found
)

select * from final
