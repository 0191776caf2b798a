with

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

final as (
    select distinct
        cast(own_person_unique_id as text) as old_id,
        cast(person_unique_id as text) as new_id
    from int_people__identified
    where own_person_unique_id <> person_unique_id
)

select * from final
