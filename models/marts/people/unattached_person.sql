with

people_master as (
    select * from {{ ref('people_master') }}
),

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__attached as (
    select * from {{ ref('int_people__attached') }}
),

final as (
    select
        cast(people_master.unique_id as text) as person_unique_id,
        cast(people_master.full_name as text) as full_name,
        cast(people_master.title as text) as title,
        cast(people_master.email as text) as email,
        cast(people_master.linkedin_url as text) as linkedin_url,
        cast(int_people__attached.attachment_problem as text) as attachment_problem,
        cast(int_people__cleaned.company_name_text as text) as company_name,
        cast(
            coalesce(
                int_people__cleaned.website_host,
                case
                    when int_people__cleaned.email_kind in ('own', 'role')
                        then int_people__cleaned.email_domain
                end
            ) as text
        ) as company_domain,
        cast(
            coalesce(int_people__cleaned.company_state_code, int_people__cleaned.state_code) as text
        ) as state_code,
        cast(int_people__cleaned.brought_company_id as text) as brought_company_id,
        cast(int_people__cleaned.raw_row_id as text) as raw_row_id,
        cast(int_people__cleaned.source_table as text) as source_table,
        cast(int_people__cleaned.source_file as text) as source_file,
        cast(int_people__cleaned.source_record_id as text) as source_record_id
    from people_master
    inner join int_people__identified
        on
            people_master.unique_id = int_people__identified.person_unique_id
            and int_people__identified.employment_rank = 1
    inner join int_people__cleaned
        on int_people__identified.raw_row_id = int_people__cleaned.raw_row_id
    inner join int_people__attached
        on int_people__identified.raw_row_id = int_people__attached.raw_row_id
    where people_master.company_unique_id is null
)

select * from final
