with

int_people__decided as (
    select * from {{ ref('int_people__decided') }}
),

decided_merges as (
    select *
    from int_people__decided
    where
        is_in_force
        and verdict = 'merge'
        and person_unique_id_primary <> person_unique_id_duplicate
),

members as (
    select
        person_unique_id_primary as person_unique_id,
        decision_id,
        false as is_duplicate
    from decided_merges

    union all

    select
        person_unique_id_duplicate as person_unique_id,
        decision_id,
        true as is_duplicate
    from decided_merges
),

final as (
    select
        cast(person_unique_id as text) as person_unique_id,
        cast(decision_id as text) as decision_id,
        cast(is_duplicate as boolean) as is_duplicate
    from members
)

select * from final
