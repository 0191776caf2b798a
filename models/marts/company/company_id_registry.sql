{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

with

int_company__clusters as (
    select * from {{ ref('int_company__clusters') }}
),

int_company__clustered as (
    select * from {{ ref('int_company__clustered') }}
),

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

registered as (
    {% if is_incremental() %}
    select
        key_type,
        key_value,
        revision,
        company_unique_id,
        first_seen_at
    from {{ this }}
    {% else %}
    select
        cast(null as text) as key_type,
        cast(null as text) as key_value,
        cast(null as integer) as revision,
        cast(null as text) as company_unique_id,
        cast(null as timestamp) as first_seen_at
    where false
    {% endif %}
),

replacements as (
    select
        key_value as old_id,
        company_unique_id as new_id
    from registered
    where
        key_type = 'company_unique_id'
        and key_value <> company_unique_id
),

-- Ids that gave way lead, maybe over others, to the id that is in use.
retired as (
    {{ ends_of_paths('replacements', 'old_id', 'new_id') }}
),

-- A cluster whose set of keys is on record keeps the id it had with them. Two such clusters can
-- come to claim one id, when companies that took turns are both there: the first one has it.
recorded as (
    select
        int_company__clusters.cluster_id,
        registered.revision,
        registered.company_unique_id,
        row_number() over (
            partition by registered.key_value
            order by registered.revision desc
        ) as recency
    from int_company__clusters
    inner join registered
        on
            registered.key_type = 'signature'
            and int_company__clusters.signature = registered.key_value
),

claimed as (
    select
        recorded.cluster_id,
        recorded.revision,
        recorded.company_unique_id,
        row_number() over (
            partition by recorded.company_unique_id
            order by
                case when int_company__clusters.ein is null then 1 else 0 end asc,
                {{ collate_c('int_company__clusters.founding_order') }} asc
        ) as claim
    from recorded
    inner join int_company__clusters
        on recorded.cluster_id = int_company__clusters.cluster_id
    left join retired
        on recorded.company_unique_id = retired.old_id
    where
        recorded.recency = 1
        and retired.old_id is null
),

known as (
    select
        cluster_id,
        company_unique_id
    from claimed
    where claim = 1
),

pending as (
    select
        int_company__clusters.*,
        coalesce(recorded.revision, 0) + 1 as revision,
        '04.04.02.04.30000.' || {{ hash_digits('int_company__clusters.founding_key') }} as own_id
    from int_company__clusters
    left join recorded
        on
            int_company__clusters.cluster_id = recorded.cluster_id
            and recorded.recency = 1
    left join known
        on int_company__clusters.cluster_id = known.cluster_id
    where known.cluster_id is null
),

pending_keys as (
    select distinct
        pending.cluster_id,
        pending.founding_order,
        pending.own_id,
        pending.ein,
        int_company__match_keys.key_type,
        int_company__match_keys.key_value
    from pending
    inner join int_company__clustered
        on pending.cluster_id = int_company__clustered.cluster_id
    inner join int_company__match_keys
        on int_company__clustered.raw_row_id = int_company__match_keys.raw_row_id
),

registered_eins as (
    select distinct company_unique_id
    from registered
    where key_type = 'ein'
),

-- An id that a source brings goes before one on record, an EIN before a domain, a domain before
-- a name.
candidates as (
    select
        cluster_id,
        founding_order,
        own_id,
        key_value as company_unique_id,
        1 as strength,
        cast(null as timestamp) as first_seen_at
    from pending_keys
    where key_type = 'company_unique_id'

    union all

    select
        pending_keys.cluster_id,
        pending_keys.founding_order,
        pending_keys.own_id,
        coalesce(retired.new_id, registered.company_unique_id) as company_unique_id,
        min(case pending_keys.key_type when 'ein' then 2 when 'domain' then 3 else 4 end)
            as strength,
        min(registered.first_seen_at) as first_seen_at
    from pending_keys
    inner join registered
        on
            pending_keys.key_type = registered.key_type
            and pending_keys.key_value = registered.key_value
    left join retired
        on registered.company_unique_id = retired.old_id
    left join registered_eins
        on
            registered_eins.company_unique_id
            = coalesce(retired.new_id, registered.company_unique_id)
    where pending_keys.key_type <> 'company_unique_id'
    group by
        pending_keys.cluster_id,
        pending_keys.founding_order,
        pending_keys.own_id,
        coalesce(retired.new_id, registered.company_unique_id)
    -- An id never passes to an employer with another EIN that merely took over the domain or the
    -- name; where both are the same, the EIN was corrected and the company is still itself.
    having
        min(case pending_keys.key_type when 'ein' then 2 else 3 end) = 2
        or count(distinct pending_keys.key_type) = 2
        or min(pending_keys.ein) is null
        or min(registered_eins.company_unique_id) is null
),

free_candidates as (
    select
        candidates.*,
        row_number() over (
            partition by candidates.company_unique_id
            order by
                candidates.strength asc, {{ collate_c('candidates.founding_order') }} asc
        ) as claim
    from candidates
    left join known
        on candidates.company_unique_id = known.company_unique_id
    where known.company_unique_id is null
),

chosen as (
    select
        cluster_id,
        company_unique_id,
        row_number() over (
            partition by cluster_id
            order by
                strength asc,
                case when company_unique_id = own_id then 0 else 1 end asc,
                first_seen_at asc nulls last,
                company_unique_id asc
        ) as preference
    from free_candidates
    where claim = 1
),

taken as (
    select company_unique_id
    from registered

    union

    select company_unique_id
    from chosen
    where preference = 1
),

-- The id made of the founding key may have gone to a company that has since moved to another
-- domain; the signature has never been used.
assigned as (
    select
        pending.cluster_id,
        pending.signature,
        pending.revision,
        pending.founding_order,
        coalesce(
            chosen.company_unique_id,
            case
                when taken.company_unique_id is null then pending.own_id
                else '04.04.02.04.30000.' || {{
                    hash_digits("pending.signature || '|' || cast(pending.revision as text)")
                }}
            end
        ) as company_unique_id
    from pending
    left join chosen
        on
            pending.cluster_id = chosen.cluster_id
            and chosen.preference = 1
    left join taken
        on pending.own_id = taken.company_unique_id
),

new_keys as (
    select
        'signature' as key_type,
        signature as key_value,
        revision,
        company_unique_id,
        founding_order
    from assigned

    union all

    select
        pending_keys.key_type,
        pending_keys.key_value,
        1 as revision,
        assigned.company_unique_id,
        assigned.founding_order
    from pending_keys
    inner join assigned
        on pending_keys.cluster_id = assigned.cluster_id
    -- A brought id that is in use elsewhere leads to nobody else; one that is free and gives way is
    -- recorded below.
    where
        pending_keys.key_type <> 'company_unique_id'
        or pending_keys.key_value = assigned.company_unique_id

    union all

    -- An id that gives way to another stays on record, and leads to the one that took its place.
    select
        'company_unique_id' as key_type,
        free_candidates.company_unique_id as key_value,
        1 as revision,
        assigned.company_unique_id,
        assigned.founding_order
    from free_candidates
    inner join assigned
        on
            free_candidates.cluster_id = assigned.cluster_id
            and free_candidates.company_unique_id <> assigned.company_unique_id
    left join assigned as other
        on free_candidates.company_unique_id = other.company_unique_id
    where other.company_unique_id is null
),

unregistered as (
    select
        new_keys.*,
        row_number() over (
            partition by new_keys.key_type, new_keys.key_value, new_keys.revision
            order by
                {{ collate_c('new_keys.founding_order') }} asc, new_keys.company_unique_id asc
        ) as claim
    from new_keys
    left join registered
        on
            new_keys.key_type = registered.key_type
            and new_keys.key_value = registered.key_value
            and new_keys.revision = registered.revision
    where registered.key_type is null
),

final as (
    select
        cast(key_type as text) as key_type,
        cast(key_value as text) as key_value,
        cast(revision as integer) as revision,
        cast(company_unique_id as text) as company_unique_id,
        cast({{ as_of_timestamp() }} as timestamp) as first_seen_at
    from unregistered
    where claim = 1
)

select * from final
