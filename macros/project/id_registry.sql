{#- One query for all registries of ids, because what keeps an id with its holder is the same for all.
    certain: the column of clusters and keys with the value that two of a kind never share (ein);
    strengths: each kind of key, the certain kinds first, with its strength from 2 on; a kind that is not
    named is weaker than all. -#}
{% macro id_registry(
    clusters, clustered, match_keys, earlier, id_column, prefix, certain, certain_kinds, strengths,
    not_recorded=[]
) -%}
    {%- set listed_certain = "('" ~ certain_kinds | join("', '") ~ "')" -%}
    {%- set strength -%}
        case pending_keys.key_type
            {%- for kind, number in strengths.items() %} when '{{ kind }}' then {{ number }}{% endfor %} else {{ strengths.values() | max + 1 }} end
    {%- endset -%}
with

clusters as (
    select * from {{ clusters }}
),

clustered as (
    select * from {{ clustered }}
),

match_keys as (
    select * from {{ match_keys }}
),

registered as (
    {% if earlier %}
    select
        key_type,
        key_value,
        revision,
        {{ id_column }},
        first_seen_at
    from {{ earlier }}
    {% else %}
    select
        cast(null as text) as key_type,
        cast(null as text) as key_value,
        cast(null as integer) as revision,
        cast(null as text) as {{ id_column }},
        cast(null as timestamp) as first_seen_at
    where false
    {% endif %}
),

replacements as (
    select
        key_value as old_id,
        {{ id_column }} as new_id
    from registered
    where
        key_type = '{{ id_column }}'
        and key_value <> {{ id_column }}
),

-- Ids that gave way lead, maybe over others, to the id that is in use.
retired as (
    {{ ends_of_paths('replacements', 'old_id', 'new_id') }}
),

-- A cluster whose set of keys is on record keeps the id it had with them. Two such clusters can
-- come to claim one id, when two that took turns are both there: the first one has it.
recorded as (
    select
        clusters.cluster_id,
        registered.revision,
        registered.{{ id_column }},
        row_number() over (
            partition by registered.key_value
            order by registered.revision desc
        ) as recency
    from clusters
    inner join registered
        on
            registered.key_type = 'signature'
            and clusters.signature = registered.key_value
),

claimed as (
    select
        recorded.cluster_id,
        recorded.revision,
        recorded.{{ id_column }},
        row_number() over (
            partition by recorded.{{ id_column }}
            order by
                case when clusters.{{ certain }} is null then 1 else 0 end asc,
                {{ collate_c('clusters.founding_order') }} asc
        ) as claim
    from recorded
    inner join clusters
        on recorded.cluster_id = clusters.cluster_id
    left join retired
        on recorded.{{ id_column }} = retired.old_id
    where
        recorded.recency = 1
        and retired.old_id is null
),

known as (
    select
        cluster_id,
        {{ id_column }}
    from claimed
    where claim = 1
),

pending as (
    select
        clusters.*,
        coalesce(recorded.revision, 0) + 1 as revision,
        '{{ prefix }}' || {{ hash_digits('clusters.founding_key') }} as own_id
    from clusters
    left join recorded
        on
            clusters.cluster_id = recorded.cluster_id
            and recorded.recency = 1
    left join known
        on clusters.cluster_id = known.cluster_id
    where known.cluster_id is null
),

pending_keys as (
    select distinct
        pending.cluster_id,
        pending.founding_order,
        pending.own_id,
        pending.{{ certain }},
        match_keys.key_type,
        match_keys.key_value
    from pending
    inner join clustered
        on pending.cluster_id = clustered.cluster_id
    inner join match_keys
        on clustered.raw_row_id = match_keys.raw_row_id
    {%- if not_recorded %}
    where match_keys.key_type not in ('{{ not_recorded | join("', '") }}')
    {%- endif %}
),

registered_certain as (
    select distinct {{ id_column }}
    from registered
    where key_type in {{ listed_certain }}
),

-- An id that a source brings goes before one on record, and that by the strength of the key that
-- leads to it.
candidates as (
    select
        cluster_id,
        founding_order,
        own_id,
        key_value as {{ id_column }},
        1 as strength,
        cast(null as timestamp) as first_seen_at
    from pending_keys
    where key_type = '{{ id_column }}'

    union all

    select
        pending_keys.cluster_id,
        pending_keys.founding_order,
        pending_keys.own_id,
        coalesce(retired.new_id, registered.{{ id_column }}) as {{ id_column }},
        min({{ strength }}) as strength,
        min(registered.first_seen_at) as first_seen_at
    from pending_keys
    inner join registered
        on
            pending_keys.key_type = registered.key_type
            and pending_keys.key_value = registered.key_value
    left join retired
        on registered.{{ id_column }} = retired.old_id
    left join registered_certain
        on
            registered_certain.{{ id_column }}
            = coalesce(retired.new_id, registered.{{ id_column }})
    where pending_keys.key_type <> '{{ id_column }}'
    group by
        pending_keys.cluster_id,
        pending_keys.founding_order,
        pending_keys.own_id,
        coalesce(retired.new_id, registered.{{ id_column }})
    -- An id never passes to another holder of a certain key (an employer with another EIN) that
    -- merely took over one of the others; where two kinds of these are the same, the certain key
    -- was corrected and it is still itself.
    having
        min(case when pending_keys.key_type in {{ listed_certain }} then 0 else 1 end) = 0
        or count(distinct {{ strength }}) = 2
        or min(pending_keys.{{ certain }}) is null
        or min(registered_certain.{{ id_column }}) is null
),

free_candidates as (
    select
        candidates.*,
        row_number() over (
            partition by candidates.{{ id_column }}
            order by
                candidates.strength asc, {{ collate_c('candidates.founding_order') }} asc
        ) as claim
    from candidates
    left join known
        on candidates.{{ id_column }} = known.{{ id_column }}
    where known.{{ id_column }} is null
),

chosen as (
    select
        cluster_id,
        {{ id_column }},
        row_number() over (
            partition by cluster_id
            order by
                strength asc,
                case when {{ id_column }} = own_id then 0 else 1 end asc,
                first_seen_at asc nulls last,
                {{ id_column }} asc
        ) as preference
    from free_candidates
    where claim = 1
),

taken as (
    select {{ id_column }}
    from registered

    union

    select {{ id_column }}
    from chosen
    where preference = 1
),

-- The id made of the founding key may have gone to one that has since another founding key; the
-- signature has never been used.
assigned as (
    select
        pending.cluster_id,
        pending.signature,
        pending.revision,
        pending.founding_order,
        coalesce(
            chosen.{{ id_column }},
            case
                when taken.{{ id_column }} is null then pending.own_id
                else '{{ prefix }}' || {{
                    hash_digits("pending.signature || '|' || cast(pending.revision as text)")
                }}
            end
        ) as {{ id_column }}
    from pending
    left join chosen
        on
            pending.cluster_id = chosen.cluster_id
            and chosen.preference = 1
    left join taken
        on pending.own_id = taken.{{ id_column }}
),

new_keys as (
    select
        'signature' as key_type,
        signature as key_value,
        revision,
        {{ id_column }},
        founding_order
    from assigned

    union all

    select
        pending_keys.key_type,
        pending_keys.key_value,
        1 as revision,
        assigned.{{ id_column }},
        assigned.founding_order
    from pending_keys
    inner join assigned
        on pending_keys.cluster_id = assigned.cluster_id
    -- A brought id that is in use elsewhere leads to nobody else; one that is free and gives way is
    -- recorded below.
    where
        pending_keys.key_type <> '{{ id_column }}'
        or pending_keys.key_value = assigned.{{ id_column }}

    union all

    -- An id that gives way to another stays on record, and leads to the one that took its place.
    select
        '{{ id_column }}' as key_type,
        free_candidates.{{ id_column }} as key_value,
        1 as revision,
        assigned.{{ id_column }},
        assigned.founding_order
    from free_candidates
    inner join assigned
        on
            free_candidates.cluster_id = assigned.cluster_id
            and free_candidates.{{ id_column }} <> assigned.{{ id_column }}
    left join assigned as other
        on free_candidates.{{ id_column }} = other.{{ id_column }}
    where other.{{ id_column }} is null
),

unregistered as (
    select
        new_keys.*,
        row_number() over (
            partition by new_keys.key_type, new_keys.key_value, new_keys.revision
            order by
                {{ collate_c('new_keys.founding_order') }} asc, new_keys.{{ id_column }} asc
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
        cast({{ id_column }} as text) as {{ id_column }},
        cast({{ as_of_timestamp() }} as timestamp) as first_seen_at
    from unregistered
    where claim = 1
)

select * from final
{%- endmacro %}
