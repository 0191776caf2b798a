with

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

person_id_registry as (
    select * from {{ ref('person_id_registry') }}
),

-- Ids that gave way because more rows showed two people to be one.
replacements as (
    select
        key_value as old_id,
        person_unique_id as new_id
    from person_id_registry
    where
        key_type = 'person_unique_id'
        and key_value <> person_unique_id
),

ends as (
    {{ ends_of_paths('replacements', 'old_id', 'new_id') }}
),

decided as (
    select distinct
        own_person_unique_id as old_id,
        person_unique_id as new_id
    from int_people__identified
    where own_person_unique_id <> person_unique_id
),

gave_way as (
    select
        ends.old_id,
        min({{ collate_c('coalesce(decided.new_id, ends.new_id)') }}) as new_id
    from ends
    left join decided
        on ends.new_id = decided.old_id
    group by ends.old_id
),

final as (
    select
        cast(coalesce(decided.old_id, gave_way.old_id) as text) as old_id,
        cast(coalesce(decided.new_id, gave_way.new_id) as text) as new_id
    from decided
    full outer join gave_way
        on decided.old_id = gave_way.old_id
)

select * from final
