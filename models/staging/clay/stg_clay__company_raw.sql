with

source as (
    select
        *,
        {{ row_content_hash('clay', 'company_raw') }} as content_hash
    from {{ source('clay', 'company_raw') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('id') }} as own_id,
        {{ row_json('source') }} as raw_record,
        {{ to_integer('founded_year') }} as founded_year_value,
        {{ try_cast(blank_to_null('tech_stack'), json_type()) }} as tech_stack_value,
        {{ try_cast(blank_to_null('clay_providers_used'), json_type()) }}
            as clay_providers_used_value,
        {{ to_timestamp_utc('clay_enriched_at') }} as clay_enriched_at_value,
        {{ to_integer('clay_credits_used') }} as clay_credits_used_value,
        {{ to_timestamp_utc('promoted_to_master_at') }} as promoted_to_master_at_value,
        {{ to_timestamp_utc('created_at') }} as created_at_value,
        {{ to_timestamp_utc('updated_at') }} as updated_at_value
    from source
),

final as (
    select
        cast({{ raw_row_id('clay.company_raw', 'own_id', 'content_hash') }} as text) as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(own_id as text) as clay_id,
        cast({{ blank_to_null('company_unique_id') }} as text) as company_unique_id,
        cast({{ clean_text('company_name') }} as text) as company_name,
        cast({{ blank_to_null('website_original') }} as text) as website_original,
        cast({{ clean_text('city') }} as text) as city,
        cast({{ clean_text('state') }} as text) as state,
        cast({{ blank_to_null('website_enriched') }} as text) as website_enriched,
        cast({{ clean_text('employee_count_enriched') }} as text) as employee_count_enriched,
        cast({{ clean_text('industry_enriched') }} as text) as industry_enriched,
        cast({{ blank_to_null('linkedin_company_url') }} as text) as linkedin_company_url,
        cast(founded_year_value as integer) as founded_year,
        cast({{ clean_text('company_type') }} as text) as company_type,
        cast({{ clean_text('revenue_range') }} as text) as revenue_range,
        tech_stack_value as tech_stack,
        cast({{ clean_text('funding_total') }} as text) as funding_total,
        cast({{ clean_text('funding_stage') }} as text) as funding_stage,
        cast({{ clean_text('headquarters_address') }} as text) as headquarters_address,
        cast({{ blank_to_null('clay_table_id') }} as text) as clay_table_id,
        cast({{ blank_to_null('clay_row_id') }} as text) as clay_row_id,
        cast(clay_enriched_at_value as timestamp) as clay_enriched_at,
        cast(clay_credits_used_value as integer) as clay_credits_used,
        clay_providers_used_value as clay_providers_used,
        cast({{ blank_to_null('enrichment_status') }} as text) as enrichment_status,
        cast(promoted_to_master_at_value as timestamp) as promoted_to_master_at,
        cast({{ clean_text('error_message') }} as text) as error_message,
        cast(created_at_value as timestamp) as created_at,
        cast(updated_at_value as timestamp) as updated_at,
        cast({{ clean_text('country') }} as text) as country,
        cast({{ clean_text('description') }} as text) as description,
        raw_record,
        cast({{ cast_failures([
            ['founded_year', blank_to_null('founded_year'), 'founded_year_value'],
            ['tech_stack', blank_to_null('tech_stack'), 'tech_stack_value'],
            ['clay_providers_used', blank_to_null('clay_providers_used'),
                'clay_providers_used_value'],
            ['clay_enriched_at', blank_to_null('clay_enriched_at'), 'clay_enriched_at_value'],
            ['clay_credits_used', blank_to_null('clay_credits_used'), 'clay_credits_used_value'],
            ['promoted_to_master_at', blank_to_null('promoted_to_master_at'),
                'promoted_to_master_at_value'],
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
            ['updated_at', blank_to_null('updated_at'), 'updated_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
