with

-- Of most columns that are read more than once, only the distinct values are.
int_company__unioned as {{ not_materialized() }} (
    select * from {{ ref('int_company__unioned') }}
),

int_company__hosts as (
    select * from {{ ref('int_company__hosts') }}
),

ein_prefixes as (
    select * from {{ ref('ein_prefixes') }}
),

us_states as (
    select * from {{ ref('us_states') }}
),

state_spellings as (
    select * from {{ ref('state_spellings') }}
),

industry_labels as (
    select * from {{ ref('industry_labels') }}
),

placeholder_values as (
    select {{ placeholder_text('placeholder') }} as placeholder
    from {{ ref('placeholder_values') }}
),

state_names as (
    {{ state_names() }}
),

-- What lists repeat in many rows is read once for each of its texts.
states as (
    select
        state_texts.state_text,
        state_names.state_code
    from (
        select state_text
        from int_company__unioned

        union

        select state_second as state_text
        from int_company__unioned
    ) as state_texts
    inner join state_names
        on {{ state_key('state_texts.state_text') }} = state_names.state_key
),

head_counts as (
    select
        employee_count_text,
        {{ employee_count('employee_count_text') }} as employee_count
    from (select distinct employee_count_text from int_company__unioned) as distinct_counts
    where employee_count_text is not null
),

label_keys as (
    select
        {{ industry_key('spelling') }} as industry_key,
        min(industry_label) as industry_label
    from industry_labels
    group by {{ industry_key('spelling') }}
),

industry_texts as (
    select
        industry,
        {{ industry_key('industry') }} as industry_key,
        count(*) as row_count
    from int_company__unioned
    where
        industry is not null
        and lower(industry) not in (select placeholder from placeholder_values)
    group by industry
),

-- An industry that no list knows is called what it is called most often.
frequent_texts as (
    select
        industry_key,
        industry,
        row_number() over (
            partition by industry_key
            order by row_count desc, {{ collate_c('industry') }} asc
        ) as frequency_rank
    from industry_texts
),

industries as (
    select
        industry_texts.industry,
        coalesce(label_keys.industry_label, frequent_texts.industry) as industry_label
    from industry_texts
    inner join frequent_texts
        on
            industry_texts.industry_key = frequent_texts.industry_key
            and frequent_texts.frequency_rank = 1
    left join label_keys
        on industry_texts.industry_key = label_keys.industry_key
),

hosts as (
    select
        *,
        {{ web_host('website_first') }} as host_first,
        {{ web_host('website_second') }} as host_second
    from int_company__unioned
),

known_hosts as (
    select
        hosts.*,
        case
            when lower(hosts.website_first) in (select placeholder from placeholder_values)
                then 'placeholder'
            else first_hosts.host_kind
        end as kind_first,
        case
            when lower(hosts.website_second) in (select placeholder from placeholder_values)
                then 'placeholder'
            else second_hosts.host_kind
        end as kind_second,
        first_hosts.registrable_domain as registrable_first,
        second_hosts.registrable_domain as registrable_second
    from hosts
    left join int_company__hosts as first_hosts
        on hosts.host_first = first_hosts.host_name
    left join int_company__hosts as second_hosts
        on hosts.host_second = second_hosts.host_name
),

-- A social page in the website column is no website: it goes to the column of its network, and
-- the other website column gets its turn. One that is not the company's own counts only when
-- nothing better is there, a placeholder only after that.
chosen as (
    select
        *,
        case
            when host_first is not null and kind_first is null then 1
            when host_second is not null and kind_second is null then 2
            when kind_first not in ('placeholder', 'social') then 1
            when kind_second not in ('placeholder', 'social') then 2
            when kind_first = 'social' or kind_second = 'social' then null
            when kind_first = 'placeholder' then 1
            when kind_second = 'placeholder' then 2
        end as chosen_website
    from known_hosts
),

rooted as (
    select
        *,
        {{ host_root('host_first') }} as root_first,
        {{ host_root('host_second') }} as root_second
    from chosen
),

parsed as (
    select
        *,
        case chosen_website when 1 then website_first when 2 then website_second end as website_url,
        case chosen_website when 1 then host_first when 2 then host_second end as website_host,
        case chosen_website when 1 then registrable_first when 2 then registrable_second end
            as registrable_domain,
        case
            when chosen_website = 1 then kind_first
            when chosen_website = 2 then kind_second
            when kind_first = 'social' or kind_second = 'social' then 'social'
        end as host_kind,
        coalesce(
            linkedin_text,
            case when root_first = 'linkedin.com' then website_first end,
            case when root_second = 'linkedin.com' then website_second end
        ) as linkedin_any,
        coalesce(
            facebook_url,
            case when root_first in ('facebook.com', 'fb.com') then website_first end,
            case when root_second in ('facebook.com', 'fb.com') then website_second end
        ) as facebook_any,
        coalesce(
            twitter_url,
            case when root_first in ('twitter.com', 'x.com') then website_first end,
            case when root_second in ('twitter.com', 'x.com') then website_second end
        ) as twitter_any,
        {{ clean_text('company_name') }} as clean_name,
        {{ us_phone_e164('phone_text') }} as company_phone,
        {{ zip_code('zip_text') }} as address_zip,
        {{ ein_as_written('ein_text') }} as ein_written,
        coalesce(
            created_at >= {{ as_of_timestamp() }}
            + interval '{{ var('future_tolerance_days') }} days',
            false
        ) as is_dated_ahead
    from rooted
),

-- An EIN that says nothing ties nobody together. The text of one that looks like a Social Security
-- number has been withheld before.
typed as (
    select
        parsed.*,
        case
            when parsed.ein_text is null then null
            when
                parsed.ein_text = '{{ ssn_withheld() }}'
                or {{ ein_looks_like_ssn('parsed.ein_text') }}
                then 'ein_looks_like_ssn'
            when parsed.ein_written is null then 'ein_invalid_format'
            when {{ ein_is_placeholder('parsed.ein_written') }} then 'ein_placeholder'
            when ein_prefixes.prefix is null then 'ein_invalid_prefix'
        end as ein_problem
    from parsed
    left join ein_prefixes
        on left(parsed.ein_written, 2) = ein_prefixes.prefix
),

final as (
    select
        cast(typed.raw_row_id as text) as raw_row_id,
        cast(typed.source_table as text) as source_table,
        cast(typed.source_system as text) as source_system,
        cast(typed.source_file as text) as source_file,
        cast(typed.source_record_id as text) as source_record_id,
        cast(
            case when {{ is_company_id('typed.brought_id') }} then typed.brought_id end as text
        ) as brought_company_unique_id,
        cast(typed.company_name as text) as company_name_text,
        cast(typed.clean_name as text) as company_name,
        cast({{ company_name_key('typed.clean_name') }} as text) as company_name_key,
        cast(coalesce(typed.website_first, typed.website_second) as text) as website_text,
        cast(typed.website_url as text) as website_url,
        cast(typed.website_host as text) as website_host,
        cast(typed.host_kind as text) as host_kind,
        cast(
            case
                when typed.host_kind is null and {{ domain_is_valid('typed.website_host') }}
                    then typed.website_host
            end as text
        ) as company_domain,
        cast(
            case
                when typed.host_kind is null and {{ domain_is_valid('typed.website_host') }}
                    then typed.registrable_domain
            end as text
        ) as registrable_domain,
        cast(typed.linkedin_any as text) as linkedin_text,
        cast({{ host_root(web_host('typed.linkedin_any')) }} as text) as linkedin_root,
        cast({{ linkedin_company_url('typed.linkedin_any') }} as text) as linkedin_url,
        cast(typed.facebook_any as text) as facebook_url,
        cast(typed.twitter_any as text) as twitter_url,
        cast(typed.industry as text) as industry,
        cast(industries.industry_label as text) as industry_label,
        cast(typed.employee_count_text as text) as employee_count_text,
        cast(head_counts.employee_count as integer) as stated_employee_count,
        -- Nobody employs less than one.
        cast(
            case when head_counts.employee_count > 0 then head_counts.employee_count end as integer
        ) as employee_count,
        cast(typed.phone_text as text) as phone_text,
        cast(typed.company_phone as text) as company_phone,
        cast(typed.street_text as text) as address_street,
        cast(typed.city_text as text) as address_city,
        cast(typed.state_text as text) as state_text,
        cast(coalesce(states.state_code, second_states.state_code) as text) as state_code,
        cast(typed.zip_text as text) as zip_text,
        cast(typed.address_zip as text) as address_zip,
        cast(typed.country_text as text) as address_country,
        cast(typed.sic_codes as text) as sic_codes,
        cast(typed.founded_year as integer) as founded_year,
        cast(typed.keywords as text) as keywords,
        cast(typed.description as text) as description,
        cast(typed.ein_text as text) as ein_text,
        cast(
            case when typed.ein_problem is null then typed.ein_written end as text
        ) as ein,
        cast(typed.ein_problem as text) as ein_problem,
        cast(typed.apollo_id as text) as apollo_id,
        cast(typed.import_batch_id as text) as import_batch_id,
        cast(typed.validated_at as timestamp) as validated_at,
        cast(typed.validated_by as text) as validated_by,
        cast(case when not typed.is_dated_ahead then typed.created_at end as timestamp)
            as created_at,
        cast(case when typed.is_dated_ahead then typed.created_at end as timestamp)
            as dated_ahead_at,
        typed.raw_record
    from typed
    left join states
        on typed.state_text = states.state_text
    left join states as second_states
        on typed.state_second = second_states.state_text
    left join head_counts
        on typed.employee_count_text = head_counts.employee_count_text
    left join industries
        on typed.industry = industries.industry
)

select * from final
