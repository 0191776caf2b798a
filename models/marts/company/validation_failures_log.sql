with

int_company__validated as (
    select * from {{ ref('int_company__validated') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

company_promotion as (
    select * from {{ ref('company_promotion') }}
),

validation_rules as (
    select * from {{ ref('validation_rules') }}
),

final as (
    select
        cast(
            md5(int_company__validated.raw_row_id || '|' || int_company__validated.reason_code)
            as text
        ) as id,
        cast(int_company__validated.raw_row_id as text) as raw_row_id,
        cast(company_promotion.source_table as text) as source_table,
        cast(
            coalesce(
                company_promotion.company_unique_id,
                int_company__cleaned.brought_company_unique_id
            ) as text
        ) as company_id,
        cast(null as text) as person_id,
        cast(int_company__cleaned.company_name as text) as company_name,
        cast(null as text) as person_name,
        cast(int_company__validated.reason_code as text) as reason_code,
        cast(int_company__validated.severity as text) as severity,
        cast(validation_rules.description as text) as fail_reason,
        cast(
            case validation_rules.field
                when 'company_name' then int_company__cleaned.company_name_text
                when 'website' then int_company__cleaned.website_text
                when 'employee_count' then int_company__cleaned.employee_count_text
                when 'state' then int_company__cleaned.state_text
                when 'industry' then int_company__cleaned.industry
                when 'linkedin_url' then int_company__cleaned.linkedin_text
                when 'phone' then int_company__cleaned.phone_text
                when 'zip' then int_company__cleaned.zip_text
                when 'ein' then int_company__cleaned.ein_text
                when 'created_at' then cast(int_company__cleaned.dated_ahead_at as text)
            end as text
        ) as failed_value,
        cast(coalesce(int_company__cleaned.state_code, int_company__cleaned.state_text) as text)
            as state,
        cast('company' as text) as failure_type,
        cast(
            'HUBSPOKE-RULES-V' || cast(int_company__validated.rule_version as text) as text
        ) as pipeline_id,
        cast(int_company__validated.rule_version as integer) as rule_version,
        cast(company_promotion.decided_at as timestamp) as validation_timestamp
    from int_company__validated
    inner join int_company__cleaned
        on int_company__validated.raw_row_id = int_company__cleaned.raw_row_id
    inner join company_promotion
        on int_company__validated.raw_row_id = company_promotion.raw_row_id
    inner join validation_rules
        on int_company__validated.reason_code = validation_rules.reason_code
)

select * from final
