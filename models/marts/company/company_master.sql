with

int_company__survivors as (
    select * from {{ ref('int_company__survivors') }}
),

company_attribute_source as (
    select * from {{ ref('company_attribute_source') }}
),

quality_weights as (
    select * from {{ ref('quality_weights') }}
),

int_company__identified as (
    select * from {{ ref('int_company__identified') }}
),

int_company__validated as (
    select * from {{ ref('int_company__validated') }}
),

company_ein as (
    select * from {{ ref('company_ein') }}
),

scores as (
    select
        company_attribute_source.company_unique_id,
        sum(quality_weights.weight) as weight
    from company_attribute_source
    inner join quality_weights
        on company_attribute_source.attribute_name = quality_weights.attribute
    group by company_attribute_source.company_unique_id
),

highest_score as (
    select sum(weight) as weight
    from quality_weights
),

warnings as (
    select
        company_unique_id,
        {{ string_agg_by('reason_code', "','", collate_c('reason_code')) }} as warning_codes
    from (
        select distinct
            int_company__identified.company_unique_id,
            int_company__validated.reason_code
        from int_company__identified
        inner join int_company__validated
            on int_company__identified.raw_row_id = int_company__validated.raw_row_id
        where int_company__validated.severity = 'warning'
    ) as flags
    group by company_unique_id
),

dated as (
    select
        *,
        coalesce(founded_at, first_seen_at) as arrived_at
    from int_company__survivors
),

final as (
    select
        cast(dated.company_unique_id as text) as company_unique_id,
        cast(dated.company_name as text) as company_name,
        cast(dated.website_url as text) as website_url,
        cast(dated.company_domain as text) as company_domain,
        cast(dated.industry as text) as industry,
        cast(dated.industry_label as text) as industry_label,
        cast(dated.employee_count as integer) as employee_count,
        cast(dated.company_phone as text) as company_phone,
        cast(dated.address_street as text) as address_street,
        cast(dated.address_city as text) as address_city,
        cast(dated.address_state as text) as address_state,
        cast(dated.address_state as text) as state_abbrev,
        cast(dated.address_zip as text) as address_zip,
        cast(dated.address_country as text) as address_country,
        cast(dated.linkedin_url as text) as linkedin_url,
        cast(dated.facebook_url as text) as facebook_url,
        cast(dated.twitter_url as text) as twitter_url,
        cast(dated.sic_codes as text) as sic_codes,
        cast(dated.founded_year as integer) as founded_year,
        cast(
            {{ pieces(regex_replace_all('dated.keywords', "' *, *'", "','"), "','") }} as text[]
        ) as keywords,
        cast(dated.description as text) as description,
        -- A brought EIN is the chosen one; else it is the one the filings were found to have.
        cast(coalesce(dated.ein, company_ein.ein) as text) as ein,
        cast(null as text) as duns,
        cast(null as text) as cage_code,
        cast(null as text) as email_pattern,
        cast(null as integer) as email_pattern_confidence,
        cast(null as text) as email_pattern_source,
        cast(null as timestamp) as email_pattern_verified_at,
        cast(dated.source_system as text) as source_system,
        cast(dated.source_record_id as text) as source_record_id,
        cast(dated.source_count as integer) as source_count,
        cast(dated.source_row_count as integer) as source_row_count,
        cast(dated.arrived_at as timestamp) as promoted_from_intake_at,
        cast(null as integer) as promotion_audit_log_id,
        cast(dated.import_batch_id as text) as import_batch_id,
        cast(dated.validated_at as timestamp) as validated_at,
        cast(dated.validated_by as text) as validated_by,
        cast(
            round(
                cast(coalesce(scores.weight, 0) * 100 as numeric(18, 6))
                / cast(highest_score.weight as numeric(18, 6)),
                2
            ) as numeric(5, 2)
        ) as data_quality_score,
        cast(warnings.warning_codes as text) as warning_codes,
        cast(dated.arrived_at as timestamp) as created_at,
        cast(coalesce(dated.updated_at, dated.arrived_at) as timestamp) as updated_at
    from dated
    cross join highest_score
    left join scores
        on dated.company_unique_id = scores.company_unique_id
    left join warnings
        on dated.company_unique_id = warnings.company_unique_id
    left join company_ein
        on dated.company_unique_id = company_ein.company_unique_id
)

select * from final
