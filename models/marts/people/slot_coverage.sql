with

company_slot as (
    select * from {{ ref('company_slot') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

people_master as (
    select * from {{ ref('people_master') }}
),

employee_size_bands as (
    select * from {{ ref('employee_size_bands') }}
),

bands as (
    select
        size_band,
        last_employee_count,
        lag(last_employee_count) over (order by last_employee_count nulls last)
            as previous_employee_count
    from employee_size_bands
),

final as (
    select
        cast(company_slot.company_slot_unique_id as text) as company_slot_unique_id,
        cast(company_slot.company_unique_id as text) as company_unique_id,
        cast(company_slot.slot_type as text) as slot_type,
        cast(company_master.address_state as text) as address_state,
        cast(company_master.industry_label as text) as industry_label,
        cast(bands.size_band as text) as size_band,
        cast(company_slot.status as text) as status,
        cast(company_slot.is_filled as boolean) as is_filled,
        cast(company_slot.person_unique_id as text) as person_unique_id,
        cast(people_master.email is not null as boolean) as has_email,
        cast(coalesce(people_master.email_is_sendable, false) as boolean) as has_sendable_email,
        cast(people_master.linkedin_url is not null as boolean) as has_linkedin,
        cast(company_slot.is_filled and company_slot.phone is not null as boolean) as has_phone
    from company_slot
    inner join company_master
        on company_slot.company_unique_id = company_master.company_unique_id
    left join people_master
        on company_slot.person_unique_id = people_master.unique_id
    left join bands
        on
            company_master.employee_count > coalesce(bands.previous_employee_count, 0)
            and (
                company_master.employee_count <= bands.last_employee_count
                or bands.last_employee_count is null
            )
)

select * from final
