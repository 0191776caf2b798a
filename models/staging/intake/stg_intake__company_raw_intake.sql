with

source as (
    select
        *,
        {{ row_content_hash('intake', 'company_raw_intake') }} as content_hash
    from {{ source('intake', 'company_raw_intake') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('id') }} as own_id,
        {{ row_json('source') }} as raw_record,
        {{ to_integer('founded_year') }} as founded_year_value,
        {{ to_timestamp_utc('created_at') }} as created_at_value,
        {{ to_boolean('validated') }} as validated_value,
        {{ to_timestamp_utc('validated_at') }} as validated_at_value,
        {{ to_integer('enrichment_attempt') }} as enrichment_attempt_value,
        {{ to_boolean('chronic_bad') }} as chronic_bad_value,
        {{ to_timestamp_utc('last_enriched_at') }} as last_enriched_at_value,
        {{ to_timestamp_utc('b2_uploaded_at') }} as b2_uploaded_at_value
    from source
),

final as (
    select
        cast({{ raw_row_id('intake.company_raw_intake', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(own_id as text) as intake_id,
        cast({{ clean_text('company') }} as text) as company,
        cast({{ clean_text('company_name_for_emails') }} as text) as company_name_for_emails,
        cast({{ clean_text('num_employees') }} as text) as num_employees,
        cast({{ clean_text('industry') }} as text) as industry,
        cast({{ blank_to_null('website') }} as text) as website,
        cast({{ blank_to_null('company_linkedin_url') }} as text) as company_linkedin_url,
        cast({{ blank_to_null('facebook_url') }} as text) as facebook_url,
        cast({{ blank_to_null('twitter_url') }} as text) as twitter_url,
        cast({{ clean_text('company_street') }} as text) as company_street,
        cast({{ clean_text('company_city') }} as text) as company_city,
        cast({{ clean_text('company_state') }} as text) as company_state,
        cast({{ clean_text('company_country') }} as text) as company_country,
        cast({{ clean_text('company_postal_code') }} as text) as company_postal_code,
        cast({{ clean_text('company_address') }} as text) as company_address,
        cast({{ clean_text('company_phone', strip_apostrophe=true) }} as text) as company_phone,
        cast({{ clean_text('sic_codes') }} as text) as sic_codes,
        cast(founded_year_value as integer) as founded_year,
        cast(created_at_value as timestamp) as created_at,
        cast({{ clean_text('state_abbrev') }} as text) as state_abbrev,
        cast({{ blank_to_null('import_batch_id') }} as text) as import_batch_id,
        cast(validated_value as boolean) as is_validated,
        cast({{ blank_to_null('validation_notes') }} as text) as validation_notes,
        cast(validated_at_value as timestamp) as validated_at,
        cast({{ blank_to_null('validated_by') }} as text) as validated_by,
        cast(enrichment_attempt_value as integer) as enrichment_attempt,
        cast(chronic_bad_value as boolean) as is_chronic_bad,
        cast(last_enriched_at_value as timestamp) as last_enriched_at,
        cast({{ blank_to_null('enriched_by') }} as text) as enriched_by,
        cast({{ blank_to_null('b2_file_path') }} as text) as b2_file_path,
        cast(b2_uploaded_at_value as timestamp) as b2_uploaded_at,
        cast({{ blank_to_null('apollo_id') }} as text) as apollo_id,
        cast({{ blank_to_null('garage_bay') }} as text) as garage_bay,
        cast({{ blank_to_null('validation_reasons') }} as text) as validation_reasons,
        cast({{ blank_to_null('ein') }} as text) as ein,
        cast({{ blank_to_null('promoted_to_unique_id') }} as text) as promoted_to_unique_id,
        cast({{ clean_text('keywords') }} as text) as keywords,
        cast({{ clean_text('description') }} as text) as description,
        raw_record,
        cast({{ cast_failures([
            ['founded_year', blank_to_null('founded_year'), 'founded_year_value'],
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
            ['validated', blank_to_null('validated'), 'validated_value'],
            ['validated_at', blank_to_null('validated_at'), 'validated_at_value'],
            ['enrichment_attempt', blank_to_null('enrichment_attempt'), 'enrichment_attempt_value'],
            ['chronic_bad', blank_to_null('chronic_bad'), 'chronic_bad_value'],
            ['last_enriched_at', blank_to_null('last_enriched_at'), 'last_enriched_at_value'],
            ['b2_uploaded_at', blank_to_null('b2_uploaded_at'), 'b2_uploaded_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
