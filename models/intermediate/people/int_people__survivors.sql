with

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__attached as (
    select * from {{ ref('int_people__attached') }}
),

int_people__validated as (
    select * from {{ ref('int_people__validated') }}
),

addresses_of_others as (
    select distinct raw_row_id
    from int_people__validated
    where reason_code = 'email_domain_mismatch'
),

attached as (
    select
        int_people__cleaned.*,
        int_people__identified.person_unique_id,
        int_people__identified.survivor_rank,
        int_people__identified.employment_rank,
        int_people__identified.founded_at,
        int_people__identified.first_seen_at,
        int_people__attached.company_unique_id as attached_company_id,
        int_people__attached.attached_by as row_attached_by,
        addresses_of_others.raw_row_id is not null as has_address_of_other
    from int_people__identified
    inner join int_people__cleaned
        on int_people__identified.raw_row_id = int_people__cleaned.raw_row_id
    left join int_people__attached
        on int_people__identified.raw_row_id = int_people__attached.raw_row_id
    left join addresses_of_others
        on int_people__identified.raw_row_id = addresses_of_others.raw_row_id
),

-- What one of a person's rows proves of a company's name, their others with that name say too.
companies_by_name as (
    select
        person_unique_id,
        company_name_key,
        min({{ collate_c('attached_company_id') }}) as company_unique_id,
        min({{ collate_c('row_attached_by') }}) as attached_by
    from attached
    where
        attached_company_id is not null
        and company_name_key is not null
    group by person_unique_id, company_name_key
    having count(distinct attached_company_id) = 1
),

described as (
    select
        attached.*,
        coalesce(attached.attached_company_id, companies_by_name.company_unique_id)
            as company_unique_id,
        coalesce(attached.row_attached_by, companies_by_name.attached_by) as attached_by
    from attached
    left join companies_by_name
        on
            attached.person_unique_id = companies_by_name.person_unique_id
            and attached.company_name_key = companies_by_name.company_name_key
),

employments as (
    select *
    from described
    where employment_rank = 1
),

placed as (
    select
        described.*,
        described.raw_row_id = employments.raw_row_id
        or coalesce(described.company_unique_id = employments.company_unique_id, false)
        or coalesce(
            described.company_unique_id is null
            and employments.company_unique_id is null
            and described.company_name_key = employments.company_name_key,
            false
        ) as is_same_company,
        described.company_unique_id is null
        and described.company_name_text is null as is_no_company
    from described
    inner join employments
        on described.person_unique_id = employments.person_unique_id
),

ranked as (
    select
        *,
        -- The rank's own place is behind the class: no person has a hundred million rows.
        survivor_rank + 100000000 * case
            when email_kind = 'own' and is_same_company and not has_address_of_other then 0
            when email_kind = 'free' then 1
            when email_kind = 'own' then 2
            else 3
        end as email_rank,
        -- The phone of a company that was left rings on somebody else's desk.
        case when is_same_company or is_no_company then work_phone_e164 end as own_work_phone,
        -- A row that knows the company and no title takes none from the rows before it.
        case when is_same_company then title end as own_title,
        -- An initial gives way to a name, and no more than a name is.
        case when length(first_name_key) > 1 then first_name end as whole_first_name
    from placed
),

merged as (
    select
        person_unique_id,
        {% for attribute in person_attributes() -%}
        {{ first_by('survivor_rank', attribute, attribute) }} as {{ attribute }},
        {{ first_by('survivor_rank', 'raw_row_id', attribute) }} as {{ attribute }}_row_id,
        {% endfor -%}
        {{ first_by('survivor_rank', 'name_suffix', 'name_suffix') }} as name_suffix,
        coalesce(
            {{ first_by('survivor_rank', 'raw_row_id', 'whole_first_name') }},
            {{ first_by('survivor_rank', 'raw_row_id', 'raw_row_id') }}
        ) as name_row_id,
        {{ first_by('employment_rank', 'raw_row_id', 'raw_row_id') }} as employment_row_id,
        coalesce(
            {{ first_by('employment_rank', 'raw_row_id', 'own_title') }},
            {{ first_by('employment_rank', 'raw_row_id', 'raw_row_id') }}
        ) as title_row_id,
        {{ first_by('email_rank', 'raw_row_id', 'email') }} as email_row_id,
        {{ first_by('survivor_rank', 'raw_row_id', 'own_work_phone') }} as work_phone_row_id,
        coalesce(
            {{ first_by('survivor_rank', 'raw_row_id', 'city') }},
            {{ first_by('survivor_rank', 'raw_row_id', 'state_code') }}
        ) as place_row_id,
        {{ first_by('survivor_rank', 'raw_row_id', 'raw_row_id') }} as survivor_row_id,
        max(last_enriched_at) as last_enriched_at,
        min(founded_at) as founded_at,
        min(first_seen_at) as first_seen_at,
        max(created_at) as updated_at,
        count(distinct source_table) as source_count,
        count(*) as source_row_count
    from ranked
    group by person_unique_id
),

final as (
    select
        cast(merged.person_unique_id as text) as person_unique_id,
        cast(employments.company_unique_id as text) as company_unique_id,
        cast(name_rows.first_name as text) as first_name,
        cast(name_rows.last_name as text) as last_name,
        cast(merged.name_suffix as text) as name_suffix,
        cast(
            concat_ws(' ', name_rows.first_name, name_rows.last_name, merged.name_suffix) as text
        ) as full_name,
        cast(merged.name_row_id as text) as name_row_id,
        cast(titles.title as text) as title,
        cast(titles.title_slot_type as text) as title_slot_type,
        cast(titles.title_confidence as numeric(3, 2)) as title_confidence,
        cast(titles.title_is_ambiguous as boolean) as title_is_ambiguous,
        cast(titles.title_rule_id as text) as title_rule_id,
        cast(titles.slot_type_text as text) as slot_type_text,
        cast(titles.seniority as text) as seniority,
        cast(titles.department as text) as department,
        cast(merged.title_row_id as text) as title_row_id,
        cast(emails.email as text) as email,
        cast(emails.email_kind as text) as email_kind,
        cast(merged.email_row_id as text) as email_row_id,
        cast(work_phones.work_phone_e164 as text) as work_phone_e164,
        cast(work_phones.work_phone_extension as text) as work_phone_extension,
        cast(merged.work_phone_row_id as text) as work_phone_row_id,
        {% for attribute in person_attributes() -%}
        cast(merged.{{ attribute }} as text) as {{ attribute }},
        cast(merged.{{ attribute }}_row_id as text) as {{ attribute }}_row_id,
        {% endfor -%}
        cast(places.city as text) as city,
        cast(places.state_code as text) as state_code,
        cast(merged.place_row_id as text) as place_row_id,
        cast(employments.attached_by as text) as attached_by,
        cast(merged.employment_row_id as text) as employment_row_id,
        cast(employments.source_table as text) as employment_source_table,
        cast(employments.created_at as timestamp) as employment_at,
        cast(merged.survivor_row_id as text) as survivor_row_id,
        cast(survivors.source_system as text) as source_system,
        cast(survivors.source_record_id as text) as source_record_id,
        cast(survivors.import_batch_id as text) as import_batch_id,
        cast(merged.last_enriched_at as timestamp) as last_enriched_at,
        cast(merged.founded_at as timestamp) as founded_at,
        cast(merged.first_seen_at as timestamp) as first_seen_at,
        cast(merged.updated_at as timestamp) as updated_at,
        cast(merged.source_count as integer) as source_count,
        cast(merged.source_row_count as integer) as source_row_count
    from merged
    inner join employments
        on merged.person_unique_id = employments.person_unique_id
    inner join int_people__cleaned as name_rows
        on merged.name_row_id = name_rows.raw_row_id
    inner join int_people__cleaned as titles
        on merged.title_row_id = titles.raw_row_id
    inner join int_people__cleaned as survivors
        on merged.survivor_row_id = survivors.raw_row_id
    left join int_people__cleaned as emails
        on merged.email_row_id = emails.raw_row_id
    left join int_people__cleaned as work_phones
        on merged.work_phone_row_id = work_phones.raw_row_id
    left join int_people__cleaned as places
        on merged.place_row_id = places.raw_row_id
)

select * from final
