with

int_people__decided as (
    select * from {{ ref('int_people__decided') }}
),

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

int_people__match_keys as (
    select * from {{ ref('int_people__match_keys') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

brought as (
    select
        raw_row_id,
        key_value as brought_id
    from int_people__match_keys
    where key_type = 'person_unique_id'
),

pages as (
    select
        raw_row_id,
        key_value as page
    from int_people__match_keys
    where key_type = 'linkedin'
),

persons as (
    select
        int_people__identified.own_person_unique_id,
        min({{ collate_c('int_people__identified.person_unique_id') }}) as person_unique_id,
        min({{ collate_c('pages.page') }}) as page,
        min({{ collate_c('int_people__cleaned.name_suffix') }}) as name_suffix,
        min({{ collate_c('brought.brought_id') }}) as brought_id
    from int_people__identified
    inner join int_people__cleaned
        on int_people__identified.raw_row_id = int_people__cleaned.raw_row_id
    left join brought
        on int_people__identified.raw_row_id = brought.raw_row_id
    left join pages
        on int_people__identified.raw_row_id = pages.raw_row_id
    group by int_people__identified.own_person_unique_id
),

compared as (
    select
        int_people__decided.*,
        primaries.own_person_unique_id is null
        or duplicates.own_person_unique_id is null as is_unknown,
        int_people__decided.person_unique_id_primary
        = int_people__decided.person_unique_id_duplicate as is_one_by_data,
        coalesce(primaries.person_unique_id = duplicates.person_unique_id, false) as is_one,
        coalesce(primaries.page <> duplicates.page, false) as has_two_pages,
        coalesce(primaries.name_suffix <> duplicates.name_suffix, false) as has_two_generations,
        coalesce(primaries.brought_id <> duplicates.brought_id, false) as has_two_brought_ids
    from int_people__decided
    left join persons as primaries
        on int_people__decided.person_unique_id_primary = primaries.own_person_unique_id
    left join persons as duplicates
        on int_people__decided.person_unique_id_duplicate = duplicates.own_person_unique_id
),

judged as (
    select
        *,
        case
            when not is_in_force or is_unknown then 'none'
            when verdict = 'merge' and is_one_by_data then 'one_already'
            when verdict = 'merge' then 'merged'
            when is_one then 'none'
            when verdict = 'dismiss' then 'kept_apart'
            when verdict = 'escalate' then 'escalated'
            else 'pending_again'
        end as effect,
        case
            when is_in_force then null
            when verdict in ('merge', 'dismiss', 'escalate', 'reopen') then 'overruled'
            else 'unknown_verdict'
        end as overruled,
        case when is_unknown then 'unknown_person' end as unknown_person,
        case
            when is_in_force and verdict <> 'merge' and is_one_by_data then 'one_person_by_data'
            when is_in_force and verdict <> 'merge' and is_one then 'one_person_by_decisions'
        end as one_person,
        case
            when is_in_force and verdict = 'merge' and has_two_pages then 'two_linkedin_pages'
        end as two_pages,
        case
            when is_in_force and verdict = 'merge' and has_two_generations then 'two_generations'
        end as two_generations,
        case
            when is_in_force and verdict = 'merge' and has_two_brought_ids then 'two_brought_ids'
        end as two_brought_ids
    from compared
),

final as (
    select
        cast(decision_id as text) as decision_id,
        cast(person_unique_id_primary as text) as person_unique_id_primary,
        cast(person_unique_id_duplicate as text) as person_unique_id_duplicate,
        cast(verdict as text) as verdict,
        cast(decided_by as text) as decided_by,
        cast(decided_at as timestamp) as decided_at,
        cast(reason as text) as reason,
        cast(is_in_force as boolean) as is_in_force,
        cast(effect as text) as effect,
        cast(
            nullif(
                concat_ws(
                    ',',
                    overruled,
                    unknown_person,
                    one_person,
                    two_pages,
                    two_generations,
                    two_brought_ids
                ),
                ''
            ) as text
        ) as contradiction
    from judged
)

select * from final
