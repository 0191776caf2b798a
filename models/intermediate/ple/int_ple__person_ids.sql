with

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

in_use as (
    select distinct
        own_person_unique_id,
        person_unique_id
    from int_people__identified
),

-- What a source calls a person by.
brought as (
    select
        int_people__cleaned.brought_person_unique_id as brought_id,
        min({{ collate_c('int_people__identified.person_unique_id') }}) as person_unique_id
    from int_people__identified
    inner join int_people__cleaned
        on int_people__identified.raw_row_id = int_people__cleaned.raw_row_id
    where int_people__cleaned.brought_person_unique_id is not null
    group by int_people__cleaned.brought_person_unique_id
    having count(distinct int_people__identified.person_unique_id) = 1
),

-- An id that a decision has given to another person leads to whoever both are now.
leads as (
    select
        person_unique_id as brought_id,
        person_unique_id,
        1 as strength
    from in_use

    union all

    select
        own_person_unique_id as brought_id,
        person_unique_id,
        2 as strength
    from in_use

    union all

    select
        brought_id,
        person_unique_id,
        3 as strength
    from brought
),

ranked as (
    select
        *,
        row_number() over (
            partition by brought_id
            order by strength asc, {{ collate_c('person_unique_id') }} asc
        ) as preference
    from leads
    where brought_id is not null
),

final as (
    select
        cast(brought_id as text) as brought_id,
        cast(person_unique_id as text) as person_unique_id
    from ranked
    where preference = 1
)

select * from final
