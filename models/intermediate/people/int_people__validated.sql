{{ config(pre_hook="{{ check_rule_severity(ref('validation_rules')) }}") }}

with

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__attached as (
    select * from {{ ref('int_people__attached') }}
),

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

int_company__identified as (
    select * from {{ ref('int_company__identified') }}
),

validation_rules as (
    select * from {{ ref('validation_rules') }}
),

placeholder_values as (
    select {{ placeholder_text('placeholder') }} as placeholder
    from {{ ref('placeholder_values') }}
),

company_domains as (
    select distinct
        int_company__identified.company_unique_id,
        int_company__match_keys.key_value as company_domain
    from int_company__match_keys
    inner join int_company__identified
        on int_company__match_keys.raw_row_id = int_company__identified.raw_row_id
    where int_company__match_keys.key_type = 'domain'
),

placed as (
    select
        int_people__cleaned.*,
        ' ' || {{ plain_words(lower_ascii('int_people__cleaned.title')) }} || ' ' as title_words,
        int_people__attached.company_unique_id,
        int_people__attached.is_name_mismatch
    from int_people__cleaned
    inner join int_people__attached
        on int_people__cleaned.raw_row_id = int_people__attached.raw_row_id
),

-- Mail may be on a domain below the website's, or the other way round.
domains_compared as (
    select
        placed.raw_row_id,
        max(
            case
                when
                    placed.email_domain = company_domains.company_domain
                    or right(placed.email_domain, length(company_domains.company_domain) + 1)
                    = '.' || company_domains.company_domain
                    or right(company_domains.company_domain, length(placed.email_domain) + 1)
                    = '.' || placed.email_domain
                    then 1
                else 0
            end
        ) as is_own
    from placed
    inner join company_domains
        on placed.company_unique_id = company_domains.company_unique_id
    where placed.email_kind in ('own', 'role')
    group by placed.raw_row_id
),

-- One column per group of rules; NULL where none of them fails.
judged as (
    select
        placed.raw_row_id,
        case
            when placed.full_name_text is null then 'person_name_missing'
            when
                placed.is_name_placeholder
                or lower(placed.full_name_text) in (select placeholder from placeholder_values)
                then 'person_name_placeholder'
            -- Emoji, brackets and credentials alone.
            when placed.full_name is null then 'person_name_missing'
            when placed.is_name_title then 'person_name_is_title'
            when placed.first_name is null or placed.last_name is null then 'person_single_name'
        end as name_reason,
        case
            when placed.email is null and placed.linkedin_url is null
                then 'contact_channel_missing'
        end as contact_reason,
        case
            when placed.email is not null then null
            when placed.email_kind = 'blocked' then 'email_blocked_pattern'
            when coalesce(placed.email_text, placed.personal_email_text) is null
                then 'email_missing'
            else 'email_invalid_format'
        end as email_reason,
        case
            when placed.email_kind = 'free' then 'email_free_mail'
            when placed.email_kind = 'role' then 'email_role_mailbox'
        end as email_kind_reason,
        case when domains_compared.is_own = 0 then 'email_domain_mismatch' end as domain_reason,
        case
            when placed.linkedin_text is null then 'person_linkedin_missing'
            when placed.linkedin_url is null then 'person_linkedin_invalid'
        end as linkedin_reason,
        case
            when
                placed.title is null
                or lower(placed.title) in (select placeholder from placeholder_values)
                then 'title_missing'
            when placed.title_slot_type is null then 'title_not_in_slot'
        end as title_reason,
        -- Vendors rank owners and heads now one way and now the other.
        case
            when placed.seniority = placed.title_seniority then null
            when
                placed.title_seniority = 'c_suite'
                and placed.seniority not in ('owner', 'partner', 'head')
                then 'title_suggests_csuite_but_seniority'
            when placed.title_seniority = 'vp' and placed.seniority <> 'head'
                then 'title_suggests_vp_but_seniority'
            when placed.title_seniority = 'director' and placed.seniority <> 'head'
                then 'title_suggests_director_but_seniority'
        end as seniority_reason,
        case
            when
                placed.department = placed.title_department
                or placed.department = 'executive'
                -- A sales engineer is in sales.
                or position(
                    ' ' || replace(placed.department, '_', ' ') || ' ' in placed.title_words
                ) > 0
                then null
            -- What the title says first may be the trade of the engineer: software, network.
            when
                (
                    placed.title_department = 'engineering'
                    or (
                        placed.title_department = 'information_technology'
                        and position(' engineer' in placed.title_words) > 0
                    )
                )
                and placed.department not in ('engineering', 'information_technology')
                then 'title_suggests_engineering_but_department'
            when placed.title_department = 'sales' then 'title_suggests_sales_but_department'
            when placed.title_department = 'marketing'
                then 'title_suggests_marketing_but_department'
        end as department_reason,
        case when placed.company_unique_id is null then 'company_not_found' end as company_reason,
        case when placed.is_name_mismatch then 'company_name_mismatch' end as company_name_reason,
        case
            when
                (placed.work_phone_text is not null and placed.work_phone_e164 is null)
                or (placed.personal_phone_text is not null and placed.personal_phone_e164 is null)
                then 'person_phone_invalid'
        end as phone_reason,
        case when placed.dated_ahead_at is not null then 'person_date_in_future' end as date_reason
    from placed
    left join domains_compared
        on placed.raw_row_id = domains_compared.raw_row_id
),

-- A step behind: not every engine takes a subquery within what makes rows.
checked as (
    select
        raw_row_id,
        {{ rows_of([
            'name_reason',
            'contact_reason',
            'email_reason',
            'email_kind_reason',
            'domain_reason',
            'linkedin_reason',
            'title_reason',
            'seniority_reason',
            'department_reason',
            'company_reason',
            'company_name_reason',
            'phone_reason',
            'date_reason'
        ]) }} as reason_code
    from judged
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
        cast(checked.raw_row_id as text) as raw_row_id,
        cast(checked.reason_code as text) as reason_code,
        cast(weighed_rules.severity as text) as severity,
        cast(weighed_rules.rule_version as integer) as rule_version
    from checked
    inner join weighed_rules
        on checked.reason_code = weighed_rules.reason_code
    where
        checked.reason_code is not null
        and weighed_rules.severity <> 'off'
)

select * from final
