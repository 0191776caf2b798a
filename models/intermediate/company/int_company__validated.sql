{{ config(pre_hook="{{ check_rule_severity(ref('validation_rules')) }}") }}

{%- set line_break = "'[\n\r]'" -%}
{%- set in_target_states = "in ('" ~ var('target_states') | join("', '") ~ "')" -%}

with

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

validation_rules as (
    select * from {{ ref('validation_rules') }}
),

industry_expectations as (
    select * from {{ ref('industry_expectations') }}
),

zip_prefixes as (
    select * from {{ ref('zip_prefixes') }}
),

generic_country_domains as (
    select * from {{ ref('generic_country_domains') }}
),

generic_name_words as (
    select * from {{ ref('generic_name_words') }}
),

placeholder_values as (
    select {{ placeholder_text('placeholder') }} as placeholder
    from {{ ref('placeholder_values') }}
),

int_company__shared_domains as (
    select registrable_domain as shared_domain
    from {{ ref('int_company__shared_domains') }}
),

-- Of a state that no range names, and of a ZIP code in no range, nothing is known.
zips_in_state as (
    select distinct int_company__cleaned.raw_row_id
    from int_company__cleaned
    inner join zip_prefixes
        on
            int_company__cleaned.state_code = zip_prefixes.state_code
            and left(int_company__cleaned.address_zip, 5) >= zip_prefixes.zip_from
            and left(int_company__cleaned.address_zip, 5) <= zip_prefixes.zip_to
),

placed as (
    select
        int_company__cleaned.*,
        int_company__shared_domains.shared_domain,
        zips_in_state.raw_row_id is not null as is_zip_in_state,
        regexp_replace(int_company__cleaned.company_domain, '^.*[.]', '') as top_level_domain
    from int_company__cleaned
    left join zips_in_state
        on int_company__cleaned.raw_row_id = zips_in_state.raw_row_id
    left join int_company__shared_domains
        on int_company__cleaned.registrable_domain = int_company__shared_domains.shared_domain
),

-- One column per group of rules; NULL where none of them fails.
judged as (
    select
        raw_row_id,
        case
            when company_name is null then 'company_name_missing'
            when lower(company_name) in (select placeholder from placeholder_values)
                then 'company_name_placeholder'
            when {{ regex_like('company_name_text', line_break) }}
                then 'company_name_has_line_break'
            when length(company_name) > {{ var('company_name_length_maximum') }}
                then 'company_name_too_long'
            -- All signs of ASCII but letters, and those that stand between words.
            when {{ regex_like('company_name', "'^[ -@\\[-`{-~–—…·•“”‘’«»]*$'") }}
                then 'company_name_without_letters'
            when length(company_name) < {{ var('company_name_length_minimum') }}
                then 'company_name_too_short'
        end as company_name_reason,
        case
            when website_text is null then 'website_missing'
            when host_kind = 'placeholder' then 'domain_placeholder'
            when host_kind is not null then 'website_not_own'
            when website_host is null then 'domain_missing'
            when position('.' in website_host) = 0 then 'domain_no_tld'
            when company_domain is null then 'domain_invalid_format'
            when shared_domain is not null then 'website_shared'
        end as website_reason,
        case
            when employee_count_text is null then 'employee_count_missing'
            when
                stated_employee_count = 0
                or lower(employee_count_text) in (select placeholder from placeholder_values)
                then 'employee_count_placeholder'
            when stated_employee_count is null then 'employee_count_invalid_format'
            when stated_employee_count < 0 then 'employee_count_negative'
            when stated_employee_count < {{ var('employee_minimum') }}
                then 'employee_count_below_minimum'
        end as employee_count_reason,
        case
            when state_text is null then 'state_missing'
            when state_code {{ in_target_states }} then null
            else 'state_not_allowed'
        end as state_reason,
        case
            when industry is null then 'industry_missing'
            when lower(industry) in (select placeholder from placeholder_values)
                then 'industry_placeholder'
            when length(industry) < {{ var('industry_length_minimum') }}
                then 'industry_too_short'
        end as industry_reason,
        case
            when linkedin_text is null then 'linkedin_missing'
            when lower(linkedin_text) in (select placeholder from placeholder_values)
                then 'linkedin_placeholder'
            when coalesce(linkedin_root, '') <> 'linkedin.com'
                then 'linkedin_not_linkedin_domain'
            when linkedin_url is null then 'linkedin_not_company_profile'
        end as linkedin_reason,
        case when address_city is null then 'location_missing' end as location_reason,
        case
            when phone_text is null then 'phone_missing'
            when company_phone is null then 'phone_invalid_format'
        end as phone_reason,
        case
            when zip_text is not null and address_zip is null then 'zip_invalid_format'
            when address_zip is not null and state_code is not null and not is_zip_in_state
                then 'zip_not_in_state'
        end as zip_reason,
        case
            when
                state_code is not null
                and length(top_level_domain) = 2
                and top_level_domain not in (
                    select top_level_domain from generic_country_domains
                )
                then 'domain_of_other_country'
        end as country_reason,
        case when dated_ahead_at is not null then 'date_in_future' end as date_reason,
        case
            when ein_text is not null and ein is null
                then coalesce(ein_problem, 'ein_invalid_format')
        end as ein_reason,
        case
            when source_system = 'apollo_import' and apollo_id is null
                then 'apollo_id_missing'
        end as apollo_id_reason
    from placed
),

-- A step behind: not every engine takes a subquery within what makes rows.
checked as (
    select
        raw_row_id,
        {{ rows_of([
            'company_name_reason',
            'website_reason',
            'employee_count_reason',
            'state_reason',
            'industry_reason',
            'linkedin_reason',
            'location_reason',
            'phone_reason',
            'zip_reason',
            'country_reason',
            'date_reason',
            'ein_reason',
            'apollo_id_reason'
        ]) }} as reason_code
    from judged
),

-- What the patterns of contradictions look at: the end of the domain, each word of the name.
subjects as (
    select
        raw_row_id,
        lower(industry) as industry,
        'company_domain' as tests,
        '.' || {{ last_element('company_domain', "'.'") }} as subject
    from int_company__cleaned
    where
        company_domain is not null
        and industry is not null

    union all

    select
        raw_row_id,
        lower(industry) as industry,
        'company_name' as tests,
        {{ rows_of_pieces('lower(company_name)', "' '") }} as subject
    from int_company__cleaned
    where industry is not null
),

-- Patterns that come from a table are compiled anew for every row they are tried on, so each is
-- tried once per distinct text.
suggestive_subjects as (
    select
        distinct_subjects.tests,
        distinct_subjects.subject,
        industry_expectations.reason_code
    from (
        select distinct
            tests,
            subject
        from subjects
    ) as distinct_subjects
    inner join industry_expectations
        on
            distinct_subjects.tests = industry_expectations.tests
            and {{ regex_like('distinct_subjects.subject', 'industry_expectations.pattern') }}
),

-- Industries are compared in lower case: Apollo writes them so, and the rule this replaces took
-- every one of its rows for a contradiction.
unexpected_industries as (
    select
        distinct_industries.industry,
        industry_expectations.reason_code
    from (select distinct industry from subjects) as distinct_industries
    cross join industry_expectations
    where
        not {{ regex_like(
            'distinct_industries.industry', 'industry_expectations.expected_industry_pattern'
        ) }}
),

contradicted as (
    select distinct
        subjects.raw_row_id,
        suggestive_subjects.reason_code
    from subjects
    inner join suggestive_subjects
        on
            subjects.tests = suggestive_subjects.tests
            and subjects.subject = suggestive_subjects.subject
    inner join unexpected_industries
        on
            subjects.industry = unexpected_industries.industry
            and suggestive_subjects.reason_code = unexpected_industries.reason_code
),

strange_eins as (
    {{ eins_of_strangers('int_company__cleaned') }}
),

failed as (
    select
        raw_row_id,
        reason_code
    from checked
    where reason_code is not null

    union all

    select
        raw_row_id,
        reason_code
    from contradicted

    union all

    select
        int_company__cleaned.raw_row_id,
        'ein_of_unlike_companies' as reason_code
    from int_company__cleaned
    inner join strange_eins
        on int_company__cleaned.ein = strange_eins.ein
),

weighed_rules as (
    select
        reason_code,
        rule_version,
        {{ rule_severity('reason_code', 'severity') }} as severity
    from validation_rules
),

final as (
    select
        cast(failed.raw_row_id as text) as raw_row_id,
        cast(failed.reason_code as text) as reason_code,
        cast(weighed_rules.severity as text) as severity,
        cast(weighed_rules.rule_version as integer) as rule_version
    from failed
    inner join weighed_rules
        on failed.reason_code = weighed_rules.reason_code
    where weighed_rules.severity <> 'off'
)

select * from final
