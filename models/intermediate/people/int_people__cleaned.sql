with

-- Of columns whose texts take long to read, only the distinct ones are.
int_people__unioned as {{ not_materialized() }} (
    select * from {{ ref('int_people__unioned') }}
),

int_people__names as (
    select * from {{ ref('int_people__names') }}
),

int_people__titles as (
    select * from {{ ref('int_people__titles') }}
),

us_states as (
    select * from {{ ref('us_states') }}
),

state_spellings as (
    select * from {{ ref('state_spellings') }}
),

mail_hosts as (
    select * from {{ ref('mail_hosts') }}
),

web_hosts as (
    select * from {{ ref('web_hosts') }}
),

role_mailboxes as (
    select * from {{ ref('role_mailboxes') }}
),

seniority_labels as (
    select * from {{ ref('seniority_labels') }}
),

department_labels as (
    select * from {{ ref('department_labels') }}
),

state_names as (
    {{ state_names() }}
),

states as (
    select
        state_texts.state_text,
        state_names.state_code
    from (
        select state_text
        from int_people__unioned

        union

        select company_state_text as state_text
        from int_people__unioned
    ) as state_texts
    inner join state_names
        on {{ state_key('state_texts.state_text') }} = state_names.state_key
),

company_names as (
    select
        company_name,
        {{ company_name_key('company_name') }} as company_name_key
    from (select distinct company_name from int_people__unioned) as distinct_names
    where company_name is not null
),

email_texts as (
    select email_text
    from int_people__unioned
    where email_text is not null

    union

    select personal_email_text as email_text
    from int_people__unioned
    where personal_email_text is not null
),

-- Without a condition on the address, for which DuckDB would read it once more.
read_emails as (
    select
        email_text,
        {{ person_email('email_text') }} as email
    from email_texts
),

parted_emails as (
    select
        email_text,
        email,
        split_part(email, '@', 2) as email_domain,
        split_part(split_part(email, '@', 1), '+', 1) as mailbox
    from read_emails
),

free_hosts as (
    select host
    from mail_hosts

    union

    select host
    from web_hosts
    where kind = 'free mail'
),

placeholder_hosts as (
    select host
    from web_hosts
    where kind = 'placeholder'
),

blocked_mailboxes as (
    select mailbox
    from role_mailboxes
    where mailbox_kind = 'blocked'
),

roles as (
    select mailbox
    from role_mailboxes
    where mailbox_kind = 'role'
),

judged_emails as (
    select
        parted_emails.email_text,
        parted_emails.email,
        parted_emails.email_domain,
        case
            when parted_emails.email is null then null
            when placeholder_hosts.host is not null or blocked_mailboxes.mailbox is not null
                then 'blocked'
            when roles.mailbox is not null then 'role'
            when free_hosts.host is not null then 'free'
            else 'own'
        end as email_kind
    from parted_emails
    left join placeholder_hosts
        on parted_emails.email_domain = placeholder_hosts.host
    left join blocked_mailboxes
        on parted_emails.mailbox = blocked_mailboxes.mailbox
    -- A number behind a role's name is another of its mailboxes; one behind a placeholder is
    -- somebody's who is called so.
    left join roles
        on {{ regex_replace_first('parted_emails.mailbox', "'[0-9]+$'", "''") }} = roles.mailbox
    left join free_hosts
        on parted_emails.email_domain = free_hosts.host
),

seniorities as (
    select
        labels.seniority_text,
        seniority_labels.seniority
    from (select distinct seniority_text from int_people__unioned) as labels
    inner join seniority_labels
        on {{ plain_words(lower_ascii('labels.seniority_text')) }} = seniority_labels.spelling
),

-- Apollo lists several; the first that says a trade counts, and an executive has another beside it.
department_parts as (
    select
        department_text,
        {{ rows_of_pieces('department_text', "','") }} as part
    from (select distinct department_text from int_people__unioned) as distinct_departments
    where department_text is not null
),

ranked_departments as (
    select
        department_parts.department_text,
        department_labels.department,
        row_number() over (
            partition by department_parts.department_text
            order by
                case department_labels.department when 'executive' then 2 else 1 end nulls last,
                position(department_parts.part in department_parts.department_text) nulls last,
                {{ collate_c('department_labels.spelling') }} nulls last
        ) as place
    from department_parts
    inner join department_labels
        on
            {{ plain_words("replace(" ~ lower_ascii('department_parts.part') ~ ", '&', ' and ')") }}
            = department_labels.spelling
),

departments as (
    select
        department_text,
        department
    from ranked_departments
    where place = 1
),

typed as (
    select
        *,
        {{ linkedin_person_url('linkedin_text') }} as linkedin_url,
        {{ web_host('website_text') }} as website_host,
        {{ us_phone_e164('work_phone_text') }} as work_phone_e164,
        {{ us_phone_e164('personal_phone_text') }} as personal_phone_e164,
        coalesce(
            created_at >= {{ as_of_timestamp() }}
            + interval '{{ var('future_tolerance_days') }} days',
            false
        ) as is_dated_ahead
    from int_people__unioned
),

-- A private address counts where there is no other that anybody reads.
joined as (
    select
        typed.*,
        case
            when emails.email_kind <> 'blocked' then emails.email
            when personal_emails.email_kind <> 'blocked' then personal_emails.email
        end as email,
        case
            when emails.email_kind <> 'blocked' then emails.email_kind
            when personal_emails.email_kind <> 'blocked' then personal_emails.email_kind
            else emails.email_kind
        end as email_kind,
        case when personal_emails.email_kind <> 'blocked' then personal_emails.email end
            as personal_email
    from typed
    left join judged_emails as emails
        on typed.email_text = emails.email_text
    left join judged_emails as personal_emails
        on typed.personal_email_text = personal_emails.email_text
),

final as (
    select
        cast(joined.raw_row_id as text) as raw_row_id,
        cast(joined.source_table as text) as source_table,
        cast(joined.source_system as text) as source_system,
        cast(joined.source_file as text) as source_file,
        cast(joined.source_record_id as text) as source_record_id,
        cast(
            case when {{ is_person_id('joined.brought_id') }} then joined.brought_id end as text
        ) as brought_person_unique_id,
        cast(joined.brought_company_id as text) as brought_company_id,
        cast(joined.apollo_account_id as text) as apollo_account_id,
        cast(joined.full_name_text as text) as full_name_text,
        cast(int_people__names.first_name as text) as first_name,
        cast(int_people__names.last_name as text) as last_name,
        cast(int_people__names.name_suffix as text) as name_suffix,
        cast(int_people__names.full_name as text) as full_name,
        cast(int_people__names.first_name_key as text) as first_name_key,
        cast(int_people__names.last_name_key as text) as last_name_key,
        cast(coalesce(int_people__names.is_placeholder, false) as boolean) as is_name_placeholder,
        cast(coalesce(int_people__names.is_title, false) as boolean) as is_name_title,
        cast(joined.title_text as text) as title,
        cast(int_people__titles.slot_type as text) as title_slot_type,
        cast(int_people__titles.confidence as numeric(3, 2)) as title_confidence,
        cast(int_people__titles.is_ambiguous as boolean) as title_is_ambiguous,
        cast(int_people__titles.title_rule_id as text) as title_rule_id,
        cast(joined.seniority_text as text) as seniority_text,
        cast(coalesce(seniorities.seniority, int_people__titles.seniority) as text) as seniority,
        cast(int_people__titles.seniority as text) as title_seniority,
        cast(joined.department_text as text) as department_text,
        cast(coalesce(departments.department, int_people__titles.department) as text) as department,
        cast(int_people__titles.department as text) as title_department,
        cast(joined.email_text as text) as email_text,
        cast(joined.email as text) as email,
        cast(nullif(split_part(joined.email, '@', 2), '') as text) as email_domain,
        cast(joined.email_kind as text) as email_kind,
        cast(joined.personal_email_text as text) as personal_email_text,
        cast(joined.personal_email as text) as personal_email,
        cast(joined.email_status_text as text) as email_status_text,
        cast(joined.work_phone_text as text) as work_phone_text,
        cast(joined.work_phone_e164 as text) as work_phone_e164,
        cast({{ phone_extension('joined.work_phone_text') }} as text) as work_phone_extension,
        cast(joined.personal_phone_text as text) as personal_phone_text,
        cast(joined.personal_phone_e164 as text) as personal_phone_e164,
        cast(joined.linkedin_text as text) as linkedin_text,
        cast(joined.linkedin_url as text) as linkedin_url,
        cast(joined.twitter_url as text) as twitter_url,
        cast(joined.facebook_url as text) as facebook_url,
        cast(joined.bio as text) as bio,
        cast(translate(joined.skills, '{}[]"', '') as text) as skills,
        cast(joined.education as text) as education,
        cast(translate(joined.certifications, '{}[]"', '') as text) as certifications,
        cast(joined.company_name as text) as company_name_text,
        cast(company_names.company_name_key as text) as company_name_key,
        cast(joined.website_text as text) as website_text,
        cast(joined.website_host as text) as website_host,
        cast(joined.city_text as text) as city,
        cast(joined.state_text as text) as state_text,
        cast(states.state_code as text) as state_code,
        cast(company_states.state_code as text) as company_state_code,
        cast(joined.country_text as text) as country,
        cast(joined.slot_type_text as text) as slot_type_text,
        cast(joined.import_batch_id as text) as import_batch_id,
        cast(joined.validated_at as timestamp) as validated_at,
        cast(joined.validated_by as text) as validated_by,
        cast(joined.last_enriched_at as timestamp) as last_enriched_at,
        cast(case when not joined.is_dated_ahead then joined.created_at end as timestamp)
            as created_at,
        cast(case when joined.is_dated_ahead then joined.created_at end as timestamp)
            as dated_ahead_at,
        joined.raw_record
    from joined
    left join int_people__names
        on joined.name_parts_text = int_people__names.name_parts_text
    left join int_people__titles
        on joined.title_text = int_people__titles.title_text
    left join states
        on joined.state_text = states.state_text
    left join states as company_states
        on joined.company_state_text = company_states.state_text
    left join company_names
        on joined.company_name = company_names.company_name
    left join seniorities
        on joined.seniority_text = seniorities.seniority_text
    left join departments
        on joined.department_text = departments.department_text
)

select * from final
