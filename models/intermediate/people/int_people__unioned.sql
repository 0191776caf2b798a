{%- set credentials = var('person_name_credentials')
    | map('list') | map('join', '[.]?') | map('replace', ' [.]?', ' ?') | list -%}
{#- Behind it nothing but credentials, for a Sr. Manager is nobody's father. -#}
{%- set generation = (
    "'(?i)[ ,](?:jr|sr|ii|iii|iv|2nd|3rd|4th)[.]?(?: +(?:" ~ credentials | join('|') ~ ")[.]?)* *(?:,|$)'"
) -%}
{#- A view, because few models read it, each a few of its columns. -#}
{{ config(materialized='view') }}

with

stg_intake__people_raw_intake as (
    select * from {{ ref('stg_intake__people_raw_intake') }}
),

stg_intake__people_raw_wv as (
    select * from {{ ref('stg_intake__people_raw_wv') }}
),

stg_clay__people_raw as (
    select * from {{ ref('stg_clay__people_raw') }}
),

unioned as (
    select
        raw_row_id,
        'intake.people_raw_intake' as source_table,
        -- The intake table takes Apollo's exports and any other list; only Apollo's rows have its
        -- ids, come under its file name, or say so.
        case
            when
                apollo_contact_id is not null
                or apollo_account_id is not null
                or lower(source_file) like 'intake/apollo%'
                or lower(stated_source_system) like '%apollo%'
                then 'apollo_import'
            when lower(stated_source_system) like '%clay%' then 'clay'
            else 'manual'
        end as source_system,
        source_file,
        coalesce(intake_id, apollo_contact_id) as source_record_id,
        person_unique_id as brought_id,
        company_unique_id as brought_company_id,
        apollo_account_id,
        full_name,
        first_name,
        last_name,
        name_suffix,
        title as title_text,
        seniority as seniority_text,
        department as department_text,
        email as email_text,
        personal_email as personal_email_text,
        email_status as email_status_text,
        coalesce(work_phone, other_phone, corporate_phone) as work_phone_text,
        coalesce(personal_phone, home_phone) as personal_phone_text,
        linkedin_url as linkedin_text,
        twitter_url,
        facebook_url,
        bio,
        skills,
        education,
        certifications,
        company_name,
        website as website_text,
        city as city_text,
        coalesce(state, state_abbrev) as state_text,
        company_state as company_state_text,
        country as country_text,
        slot_type as slot_type_text,
        import_batch_id,
        validated_at,
        validated_by,
        last_enriched_at,
        coalesce(updated_at, created_at) as created_at,
        raw_record
    from stg_intake__people_raw_intake

    union all

    select
        raw_row_id,
        'intake.people_raw_wv' as source_table,
        case
            when unique_id like 'CLAY-%' or company_unique_id like 'CLAY-%' then 'clay'
            else 'manual'
        end as source_system,
        source_file,
        unique_id as source_record_id,
        unique_id as brought_id,
        company_unique_id as brought_company_id,
        cast(null as text) as apollo_account_id,
        full_name,
        first_name,
        last_name,
        cast(null as text) as name_suffix,
        title as title_text,
        cast(null as text) as seniority_text,
        cast(null as text) as department_text,
        email as email_text,
        cast(null as text) as personal_email_text,
        cast(null as text) as email_status_text,
        phone as work_phone_text,
        cast(null as text) as personal_phone_text,
        linkedin_url as linkedin_text,
        cast(null as text) as twitter_url,
        cast(null as text) as facebook_url,
        cast(null as text) as bio,
        cast(null as text) as skills,
        cast(null as text) as education,
        cast(null as text) as certifications,
        company_name,
        cast(null as text) as website_text,
        city as city_text,
        state as state_text,
        cast(null as text) as company_state_text,
        cast(null as text) as country_text,
        cast(null as text) as slot_type_text,
        cast(null as text) as import_batch_id,
        cast(null as timestamp) as validated_at,
        cast(null as text) as validated_by,
        cast(null as timestamp) as last_enriched_at,
        created_at,
        raw_record
    from stg_intake__people_raw_wv

    union all

    select
        raw_row_id,
        'clay.people_raw' as source_table,
        'clay' as source_system,
        source_file,
        clay_id as source_record_id,
        person_unique_id as brought_id,
        company_unique_id as brought_company_id,
        cast(null as text) as apollo_account_id,
        coalesce(full_name_enriched, full_name_original) as full_name,
        first_name,
        last_name,
        cast(null as text) as name_suffix,
        coalesce(title_enriched, title_original, title_normalized) as title_text,
        cast(null as text) as seniority_text,
        cast(null as text) as department_text,
        coalesce(work_email, email_original) as email_text,
        personal_email as personal_email_text,
        -- Clay's word is about the address that it found.
        case when work_email is not null and work_email_verified then 'verified' end
            as email_status_text,
        phone_direct as work_phone_text,
        phone_mobile as personal_phone_text,
        coalesce(linkedin_url_enriched, linkedin_url_original) as linkedin_text,
        cast(null as text) as twitter_url,
        cast(null as text) as facebook_url,
        coalesce(linkedin_summary, linkedin_headline) as bio,
        skills,
        education,
        cast(null as text) as certifications,
        company_name,
        website as website_text,
        city as city_text,
        state as state_text,
        cast(null as text) as company_state_text,
        country as country_text,
        slot_type as slot_type_text,
        cast(null as text) as import_batch_id,
        cast(null as timestamp) as validated_at,
        cast(null as text) as validated_by,
        clay_enriched_at as last_enriched_at,
        coalesce(updated_at, clay_enriched_at, created_at) as created_at,
        raw_record
    from stg_clay__people_raw
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast(source_table as text) as source_table,
        cast(source_system as text) as source_system,
        cast(source_file as text) as source_file,
        cast(source_record_id as text) as source_record_id,
        cast(brought_id as text) as brought_id,
        cast(brought_company_id as text) as brought_company_id,
        cast(apollo_account_id as text) as apollo_account_id,
        cast(
            nullif(coalesce(full_name, concat_ws(' ', first_name, last_name)), '') as text
        ) as full_name_text,
        -- Columns for first and last name say more than one for both.
        cast(
            case
                when first_name is not null and last_name is not null
                    then
                        concat_ws(', ', last_name, name_suffix) || chr(31) || first_name
                        -- A generation may stand in the column of the whole name alone.
                        || coalesce(
                            chr(31) || {{ regex_first('full_name', generation) }}, ''
                        )
                else concat_ws(', ', coalesce(full_name, first_name, last_name), name_suffix)
            end as text
        ) as name_parts_text,
        cast(title_text as text) as title_text,
        cast(seniority_text as text) as seniority_text,
        cast(department_text as text) as department_text,
        cast(email_text as text) as email_text,
        cast(personal_email_text as text) as personal_email_text,
        cast(email_status_text as text) as email_status_text,
        cast(work_phone_text as text) as work_phone_text,
        cast(personal_phone_text as text) as personal_phone_text,
        cast(linkedin_text as text) as linkedin_text,
        cast(twitter_url as text) as twitter_url,
        cast(facebook_url as text) as facebook_url,
        cast(bio as text) as bio,
        cast(skills as text) as skills,
        cast(education as text) as education,
        cast(certifications as text) as certifications,
        cast(company_name as text) as company_name,
        cast(website_text as text) as website_text,
        cast(city_text as text) as city_text,
        cast(state_text as text) as state_text,
        cast(company_state_text as text) as company_state_text,
        cast(country_text as text) as country_text,
        cast(slot_type_text as text) as slot_type_text,
        cast(import_batch_id as text) as import_batch_id,
        cast(validated_at as timestamp) as validated_at,
        cast(validated_by as text) as validated_by,
        cast(last_enriched_at as timestamp) as last_enriched_at,
        -- An export that does not say when its rows came is as old as the date in its file's name.
        cast(
            coalesce(
                created_at,
                {{ to_timestamp_utc(regex_first('source_file', "'20[0-9]{2}-[0-9]{2}-[0-9]{2}'")) }}
            ) as timestamp
        ) as created_at,
        raw_record
    from unioned
)

select * from final
