with

int_people__clustered as (
    select * from {{ ref('int_people__clustered') }}
),

int_people__clusters as (
    select * from {{ ref('int_people__clusters') }}
),

person_id_registry as (
    select * from {{ ref('person_id_registry') }}
),

int_people__merged_ids as (
    select * from {{ ref('int_people__merged_ids') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__attached as (
    select * from {{ ref('int_people__attached') }}
),

source_priority as (
    select * from {{ ref('source_priority') }}
),

registered_since as (
    select
        person_unique_id,
        min(first_seen_at) as first_seen_at
    from person_id_registry
    group by person_unique_id
),

recorded as (
    select
        key_value as signature,
        person_unique_id,
        row_number() over (partition by key_value order by revision desc) as recency
    from person_id_registry
    where key_type = 'signature'
),

found as (
    select
        int_people__clustered.raw_row_id,
        recorded.person_unique_id as own_id,
        int_people__clusters.founded_at,
        registered_since.first_seen_at
    from int_people__clustered
    inner join int_people__clusters
        on int_people__clustered.cluster_id = int_people__clusters.cluster_id
    inner join recorded
        on
            int_people__clusters.signature = recorded.signature
            and recorded.recency = 1
    inner join registered_since
        on recorded.person_unique_id = registered_since.person_unique_id
),

present as (
    select
        own_id,
        min(first_seen_at) as first_seen_at
    from found
    group by own_id
),

decided as (
    {{ components(ref('int_people__merged_ids'), 'person_unique_id', ['decision_id']) }}
),

named_duplicates as (
    select
        person_unique_id,
        max(case when is_duplicate then 1 else 0 end) as is_duplicate
    from int_people__merged_ids
    group by person_unique_id
),

-- Those that were decided to be one go by the id that no decision calls a duplicate, among those
-- who are still there; when decisions go round in a circle, or name several, by the one known
-- longest.
led as (
    select
        decided.person_unique_id as own_id,
        decided.component_id,
        row_number() over (
            partition by decided.component_id
            order by
                named_duplicates.is_duplicate asc,
                present.first_seen_at asc nulls last,
                {{ collate_c('decided.person_unique_id') }} asc
        ) as place
    from decided
    inner join present
        on decided.person_unique_id = present.own_id
    inner join named_duplicates
        on decided.person_unique_id = named_duplicates.person_unique_id
),

merged as (
    select
        led.own_id,
        leaders.own_id as person_unique_id
    from led
    inner join led as leaders
        on
            led.component_id = leaders.component_id
            and leaders.place = 1
),

described as (
    select
        found.raw_row_id,
        found.own_id,
        coalesce(merged.person_unique_id, found.own_id) as person_unique_id,
        found.founded_at,
        found.first_seen_at,
        source_priority.priority,
        int_people__cleaned.created_at,
        case
            when int_people__cleaned.title is not null then 0
            when int_people__attached.company_unique_id is not null then 0
            when int_people__cleaned.company_name_text is not null then 0
            else 1
        end as says_no_employment,
        0
        {%- for attribute in var('person_completeness_attributes') %}
        + case when int_people__cleaned.{{ attribute }} is not null then 1 else 0 end
        {%- endfor %} as filled_count
    from found
    inner join int_people__cleaned
        on found.raw_row_id = int_people__cleaned.raw_row_id
    left join int_people__attached
        on found.raw_row_id = int_people__attached.raw_row_id
    left join merged
        on found.own_id = merged.own_id
    left join source_priority
        on int_people__cleaned.source_system = source_priority.source_system
),

ranked as (
    select
        *,
        row_number() over (
            partition by person_unique_id
            order by
                priority asc nulls last,
                created_at desc nulls last,
                filled_count desc,
                raw_row_id asc
        ) as survivor_rank
    from described
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast(own_id as text) as own_person_unique_id,
        cast(person_unique_id as text) as person_unique_id,
        cast(founded_at as timestamp) as founded_at,
        cast(first_seen_at as timestamp) as first_seen_at,
        cast(survivor_rank as integer) as survivor_rank,
        -- Where a person works changes: the newest row that says it is right, whoever brings it.
        cast(
            row_number() over (
                partition by person_unique_id
                order by
                    says_no_employment asc,
                    created_at desc nulls last,
                    survivor_rank asc
            ) as integer
        ) as employment_rank
    from ranked
)

select * from final
