with

person_promotion as (
    select * from {{ ref('person_promotion') }}
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

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

worst as (
    select
        raw_row_id,
        min(case severity when 'critical' then 1 when 'error' then 2 end) as severity_rank
    from int_people__validated
    group by raw_row_id
),

people_in_master as (
    select own_person_unique_id as person_unique_id
    from int_people__identified

    union

    select person_unique_id
    from int_people__identified
),

-- A person who is in the master by another row is not invalid, and an id is of one row here.
free_ids as (
    select
        int_people__cleaned.raw_row_id,
        int_people__cleaned.brought_person_unique_id,
        row_number() over (
            partition by int_people__cleaned.brought_person_unique_id
            order by {{ collate_c('int_people__cleaned.raw_row_id') }}
        ) as place
    from person_promotion
    inner join int_people__cleaned
        on person_promotion.raw_row_id = int_people__cleaned.raw_row_id
    left join people_in_master
        on int_people__cleaned.brought_person_unique_id = people_in_master.person_unique_id
    where
        person_promotion.outcome = 'quarantined'
        and int_people__cleaned.brought_person_unique_id is not null
        and people_in_master.person_unique_id is null
),

final as (
    select
        cast(person_promotion.raw_row_id as text) as id,
        cast(coalesce(free_ids.brought_person_unique_id, person_promotion.raw_row_id) as text)
            as unique_id,
        cast('person' as text) as entity_type,
        cast(coalesce(int_people__cleaned.full_name, int_people__cleaned.full_name_text) as text)
            as full_name,
        cast(int_people__cleaned.first_name as text) as first_name,
        cast(int_people__cleaned.last_name as text) as last_name,
        cast(int_people__cleaned.email_text as text) as email,
        cast(int_people__cleaned.work_phone_text as text) as phone,
        cast(int_people__cleaned.title as text) as title,
        cast(int_people__cleaned.company_name_text as text) as company_name,
        cast(
            coalesce(int_people__attached.company_unique_id, int_people__cleaned.brought_company_id)
            as text
        ) as company_unique_id,
        cast(int_people__cleaned.linkedin_text as text) as linkedin_url,
        cast(int_people__cleaned.city as text) as city,
        cast(int_people__cleaned.state_text as text) as state,
        cast('FAILED' as text) as validation_status,
        cast(case worst.severity_rank when 1 then 'critical' else 'error' end as text) as severity,
        cast(split_part(person_promotion.reason_codes, ',', 1) as text) as reason_code,
        cast(person_promotion.reason_codes as text) as reason_codes,
        {{ code_list_to_json('person_promotion.reason_codes') }} as validation_errors,
        {{ code_list_to_json('person_promotion.warning_codes') }} as validation_warnings,
        cast(person_promotion.decided_at as timestamp) as failed_at,
        cast(false as boolean) as reviewed,
        cast(int_people__cleaned.import_batch_id as text) as batch_id,
        cast(person_promotion.source_table as text) as source_table,
        cast(person_promotion.source_file as text) as source_file,
        cast(person_promotion.source_record_id as text) as source_record_id,
        cast(person_promotion.arrived_at as timestamp) as created_at,
        cast(person_promotion.decided_at as timestamp) as updated_at,
        cast(null as text) as promoted_to,
        cast(null as timestamp) as promoted_at,
        int_people__cleaned.raw_record as enrichment_data
    from person_promotion
    inner join int_people__cleaned
        on person_promotion.raw_row_id = int_people__cleaned.raw_row_id
    inner join worst
        on person_promotion.raw_row_id = worst.raw_row_id
    left join int_people__attached
        on person_promotion.raw_row_id = int_people__attached.raw_row_id
    left join free_ids
        on
            person_promotion.raw_row_id = free_ids.raw_row_id
            and free_ids.place = 1
    where person_promotion.outcome = 'quarantined'
)

select * from final
