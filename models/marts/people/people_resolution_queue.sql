with

int_people__conflicts as (
    select * from {{ ref('int_people__conflicts') }}
),

int_people__resolution_log as (
    select * from {{ ref('int_people__resolution_log') }}
),

int_people__decided as (
    select * from {{ ref('int_people__decided') }}
),

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

persons as (
    select distinct
        own_person_unique_id,
        person_unique_id
    from int_people__identified
),

-- A decision about somebody who has been merged since is about the person they are now.
decisions as (
    select
        int_people__decided.*,
        {{ unordered_pair('primaries.person_unique_id', 'duplicates.person_unique_id') }}
            as current_pair
    from int_people__decided
    inner join persons as primaries
        on int_people__decided.person_unique_id_primary = primaries.own_person_unique_id
    inner join persons as duplicates
        on int_people__decided.person_unique_id_duplicate = duplicates.own_person_unique_id
    where
        int_people__decided.is_in_force
        and int_people__decided.verdict <> 'merge'
),

newest_decisions as (
    select
        *,
        row_number() over (
            partition by current_pair
            order by decided_at desc nulls last, {{ collate_c('decision_id') }} desc
        ) as recency
    from decisions
),

final as (
    select
        cast(int_people__conflicts.resolution_id as text) as resolution_id,
        cast(int_people__conflicts.person_unique_id_primary as text) as person_unique_id_primary,
        cast(int_people__conflicts.person_unique_id_duplicate as text)
            as person_unique_id_duplicate,
        cast(int_people__conflicts.conflict_type as text) as conflict_type,
        cast(int_people__conflicts.match_score as numeric(3, 2)) as match_score,
        cast(
            case newest_decisions.verdict
                when 'dismiss' then 'dismissed'
                when 'escalate' then 'escalated'
                else 'pending'
            end as text
        ) as resolution_status,
        cast(int_people__resolution_log.first_seen_at as timestamp) as created_at,
        cast(int_people__conflicts.company_unique_id as text) as company_unique_id,
        cast(int_people__conflicts.slot_type as text) as slot_type,
        cast(int_people__conflicts.evidence as text) as evidence,
        cast(newest_decisions.decided_by as text) as decided_by,
        cast(newest_decisions.decided_at as timestamp) as decided_at
    from int_people__conflicts
    inner join int_people__resolution_log
        on int_people__conflicts.resolution_id = int_people__resolution_log.resolution_id
    left join newest_decisions
        on
            int_people__conflicts.person_pair = newest_decisions.current_pair
            and newest_decisions.recency = 1
)

select * from final
