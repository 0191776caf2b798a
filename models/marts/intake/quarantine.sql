with

company_promotion as (
    select * from {{ ref('company_promotion') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

validation_failures_log as (
    select * from {{ ref('validation_failures_log') }}
),

worst as (
    select
        raw_row_id,
        min(case severity when 'critical' then 1 when 'error' then 2 end) as severity_rank
    from validation_failures_log
    group by raw_row_id
),

final as (
    select
        cast(company_promotion.raw_row_id as text) as id,
        cast('company' as text) as entity_type,
        cast(company_promotion.source_table as text) as source_table,
        cast(company_promotion.source_file as text) as source_file,
        cast(company_promotion.source_record_id as text) as source_record_id,
        cast(int_company__cleaned.brought_company_unique_id as text) as company_unique_id,
        cast(int_company__cleaned.company_name as text) as company_name,
        cast(int_company__cleaned.company_domain as text) as domain,
        cast(int_company__cleaned.website_text as text) as website,
        cast(int_company__cleaned.industry as text) as industry,
        cast(int_company__cleaned.stated_employee_count as integer) as employee_count,
        cast(int_company__cleaned.phone_text as text) as phone,
        cast(int_company__cleaned.address_street as text) as address,
        cast(int_company__cleaned.address_city as text) as city,
        cast(int_company__cleaned.state_text as text) as state,
        cast(int_company__cleaned.zip_text as text) as zip,
        cast(int_company__cleaned.linkedin_text as text) as linkedin_url,
        cast('FAILED' as text) as validation_status,
        cast(case worst.severity_rank when 1 then 'critical' else 'error' end as text) as severity,
        cast(split_part(company_promotion.reason_codes, ',', 1) as text) as reason_code,
        cast(company_promotion.reason_codes as text) as reason_codes,
        {{ code_list_to_json('company_promotion.reason_codes') }} as validation_errors,
        {{ code_list_to_json('company_promotion.warning_codes') }} as validation_warnings,
        int_company__cleaned.raw_record as raw_payload,
        cast(int_company__cleaned.import_batch_id as text) as batch_id,
        cast(company_promotion.decided_at as timestamp) as failed_at,
        cast(false as boolean) as reviewed,
        cast('open' as text) as resolution_status,
        cast(null as text) as promoted_to,
        cast(null as timestamp) as promoted_at,
        cast(company_promotion.arrived_at as timestamp) as created_at
    from company_promotion
    inner join int_company__cleaned
        on company_promotion.raw_row_id = int_company__cleaned.raw_row_id
    inner join worst
        on company_promotion.raw_row_id = worst.raw_row_id
    where company_promotion.outcome = 'quarantined'
)

select * from final
