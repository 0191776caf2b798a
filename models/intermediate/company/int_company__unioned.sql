{#- A view, because one model reads it. To be joined it would be a table: Postgres knows nothing of
    the sizes of what was built a moment ago, and looks through a view row by row. -#}
{{ config(materialized='view') }}

with

stg_intake__company_raw_intake as (
    select * from {{ ref('stg_intake__company_raw_intake') }}
),

stg_intake__company_raw_wv as (
    select * from {{ ref('stg_intake__company_raw_wv') }}
),

stg_clay__company_raw as (
    select * from {{ ref('stg_clay__company_raw') }}
),

unioned as (
    select
        raw_row_id,
        'intake.company_raw_intake' as source_table,
        -- The intake table takes Apollo's uploads and any other list; only Apollo's rows have
        -- its id or come under its file name.
        case
            when
                apollo_id is not null
                or lower(source_file) like 'intake/apollo%'
                then 'apollo_import'
            else 'manual'
        end as source_system,
        source_file,
        intake_id as source_record_id,
        promoted_to_unique_id as brought_id,
        company as company_name,
        website as website_first,
        cast(null as text) as website_second,
        company_linkedin_url as linkedin_text,
        facebook_url,
        twitter_url,
        industry,
        num_employees as employee_count_text,
        company_phone as phone_text,
        company_street as street_text,
        company_city as city_text,
        coalesce(company_state, state_abbrev) as state_text,
        state_abbrev as state_second,
        company_postal_code as zip_text,
        company_country as country_text,
        sic_codes,
        founded_year,
        keywords,
        description,
        ein as ein_text,
        apollo_id,
        import_batch_id,
        validated_at,
        validated_by,
        created_at,
        raw_record
    from stg_intake__company_raw_intake

    union all

    select
        raw_row_id,
        'intake.company_raw_wv' as source_table,
        case when company_unique_id like 'CLAY-%' then 'clay' else 'manual' end as source_system,
        source_file,
        company_unique_id as source_record_id,
        company_unique_id as brought_id,
        company_name,
        website as website_first,
        domain as website_second,
        cast(null as text) as linkedin_text,
        cast(null as text) as facebook_url,
        cast(null as text) as twitter_url,
        industry,
        employee_count as employee_count_text,
        phone as phone_text,
        address as street_text,
        city as city_text,
        state as state_text,
        cast(null as text) as state_second,
        zip as zip_text,
        cast(null as text) as country_text,
        cast(null as text) as sic_codes,
        cast(null as integer) as founded_year,
        cast(null as text) as keywords,
        cast(null as text) as description,
        ein as ein_text,
        cast(null as text) as apollo_id,
        cast(null as text) as import_batch_id,
        cast(null as timestamp) as validated_at,
        cast(null as text) as validated_by,
        created_at,
        raw_record
    from stg_intake__company_raw_wv

    union all

    select
        raw_row_id,
        'clay.company_raw' as source_table,
        'clay' as source_system,
        source_file,
        clay_id as source_record_id,
        company_unique_id as brought_id,
        company_name,
        website_enriched as website_first,
        website_original as website_second,
        linkedin_company_url as linkedin_text,
        cast(null as text) as facebook_url,
        cast(null as text) as twitter_url,
        industry_enriched as industry,
        employee_count_enriched as employee_count_text,
        cast(null as text) as phone_text,
        cast(null as text) as street_text,
        coalesce(city, {{ city_from_location('headquarters_address') }}) as city_text,
        coalesce(state, {{ state_from_location('headquarters_address') }}) as state_text,
        cast(null as text) as state_second,
        cast(null as text) as zip_text,
        country as country_text,
        cast(null as text) as sic_codes,
        founded_year,
        cast(null as text) as keywords,
        description,
        cast(null as text) as ein_text,
        cast(null as text) as apollo_id,
        cast(null as text) as import_batch_id,
        cast(null as timestamp) as validated_at,
        cast(null as text) as validated_by,
        coalesce(updated_at, clay_enriched_at, created_at) as created_at,
        raw_record
    from stg_clay__company_raw
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast(source_table as text) as source_table,
        cast(source_system as text) as source_system,
        cast(source_file as text) as source_file,
        cast(source_record_id as text) as source_record_id,
        cast(brought_id as text) as brought_id,
        cast(company_name as text) as company_name,
        cast(website_first as text) as website_first,
        cast(website_second as text) as website_second,
        cast(linkedin_text as text) as linkedin_text,
        cast(facebook_url as text) as facebook_url,
        cast(twitter_url as text) as twitter_url,
        cast(industry as text) as industry,
        cast(employee_count_text as text) as employee_count_text,
        cast(phone_text as text) as phone_text,
        cast(street_text as text) as street_text,
        cast(city_text as text) as city_text,
        cast(state_text as text) as state_text,
        cast(state_second as text) as state_second,
        cast(zip_text as text) as zip_text,
        cast(country_text as text) as country_text,
        cast(sic_codes as text) as sic_codes,
        cast(founded_year as integer) as founded_year,
        cast(keywords as text) as keywords,
        cast(description as text) as description,
        cast(ein_text as text) as ein_text,
        cast(apollo_id as text) as apollo_id,
        cast(import_batch_id as text) as import_batch_id,
        cast(validated_at as timestamp) as validated_at,
        cast(validated_by as text) as validated_by,
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
