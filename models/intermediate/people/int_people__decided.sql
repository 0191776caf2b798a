with

resolution_decision as (
    select * from {{ ref('resolution_decision') }}
),

person_id_registry as (
    select * from {{ ref('person_id_registry') }}
),

replacements as (
    select
        key_value as old_id,
        person_unique_id as new_id
    from person_id_registry
    where
        key_type = 'person_unique_id'
        and key_value <> person_unique_id
),

-- A decision outlives the ids it names: one that gave way leads on to the one in use.
retired as (
    {{ ends_of_paths('replacements', 'old_id', 'new_id') }}
),

current_ids as (
    select
        resolution_decision.*,
        coalesce(primaries.new_id, resolution_decision.person_unique_id_primary) as primary_id,
        coalesce(duplicates.new_id, resolution_decision.person_unique_id_duplicate)
            as duplicate_id
    from resolution_decision
    left join retired as primaries
        on resolution_decision.person_unique_id_primary = primaries.old_id
    left join retired as duplicates
        on resolution_decision.person_unique_id_duplicate = duplicates.old_id
),

paired as (
    select
        *,
        {{ unordered_pair('primary_id', 'duplicate_id') }} as person_pair,
        coalesce(verdict in ('merge', 'dismiss', 'escalate', 'reopen'), false) as is_readable
    from current_ids
),

-- Of two decisions about the same two the newer one holds, whichever way round they name them; a
-- word that is no verdict decides nothing.
ranked as (
    select
        *,
        row_number() over (
            partition by person_pair
            order by
                is_readable desc,
                decided_at desc nulls last,
                {{ collate_c('decision_id') }} desc
        ) as recency
    from paired
),

final as (
    select
        cast(decision_id as text) as decision_id,
        cast(primary_id as text) as person_unique_id_primary,
        cast(duplicate_id as text) as person_unique_id_duplicate,
        cast(person_pair as text) as person_pair,
        cast(verdict as text) as verdict,
        cast(decided_by as text) as decided_by,
        cast(decided_at as timestamp) as decided_at,
        cast(reason as text) as reason,
        cast(recency = 1 and is_readable as boolean) as is_in_force
    from ranked
)

select * from final
