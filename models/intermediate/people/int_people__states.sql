{%- set what = [
    'is_present', 'company_unique_id', 'title', 'title_slot_type', 'seniority',
    'employment_source_table',
] -%}

with

people_master_history as (
    select * from {{ ref('people_master_history') }}
),

company_master_history as (
    select * from {{ ref('company_master_history') }}
),

company_id_registry as (
    select * from {{ ref('company_id_registry') }}
),

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

int_people__attached as (
    select * from {{ ref('int_people__attached') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__feed_pauses as (
    select * from {{ ref('int_people__feed_pauses') }}
),

int_people__merged_log as (
    select * from {{ ref('int_people__merged_log') }}
),

replacements as (
    select
        key_value as old_id,
        company_unique_id as new_id
    from company_id_registry
    where
        key_type = 'company_unique_id'
        and key_value <> company_unique_id
),

ends as (
    {{ ends_of_paths('replacements', 'old_id', 'new_id') }}
),

-- A company whose id gave way to another is where it was.
successors as (
    select
        old_id,
        min({{ collate_c('new_id') }}) as new_id
    from ends
    group by old_id
),

versions as (
    select
        people_master_history.*,
        coalesce(successors.new_id, people_master_history.company_unique_id) as current_id,
        lag(people_master_history.valid_from) over (
            partition by people_master_history.unique_id
            order by people_master_history.valid_from
        ) as previous_from,
        count(people_master_history.company_unique_id) over (
            partition by people_master_history.unique_id
            order by people_master_history.valid_from
        ) as company_number
    from people_master_history
    left join successors
        on people_master_history.company_unique_id = successors.old_id
),

-- What held when a source paused that had said so.
paused_states as (
    select
        versions.unique_id,
        int_people__feed_pauses.last_rows_at,
        int_people__feed_pauses.paused_at,
        int_people__feed_pauses.resumed_at
    from versions
    inner join int_people__feed_pauses
        on versions.employment_source_table = int_people__feed_pauses.source_table
    where
        not versions.is_deleted
        and versions.valid_from < int_people__feed_pauses.paused_at
        and (
            versions.valid_to >= int_people__feed_pauses.paused_at
            or versions.valid_to is null
        )
),

-- As long as it pauses, what older rows of other sources say is no news, and nobody is gone.
only_paused as (
    select distinct versions.history_id
    from versions
    inner join paused_states
        on versions.unique_id = paused_states.unique_id
    where
        versions.valid_from >= paused_states.paused_at
        and (
            versions.valid_from < paused_states.resumed_at
            or paused_states.resumed_at is null
        )
        and (
            versions.is_deleted
            or versions.employment_at is null
            or versions.employment_at <= paused_states.last_rows_at
        )
),

-- Whom a decision made one with another is not gone either.
only_merged as (
    select distinct versions.history_id
    from versions
    inner join int_people__merged_log
        on versions.unique_id = int_people__merged_log.person_unique_id
    where
        versions.is_deleted
        and int_people__merged_log.merged_into_id is not null
        and int_people__merged_log.logged_at >= versions.previous_from
        and (
            int_people__merged_log.logged_at < versions.valid_to
            or versions.valid_to is null
        )
),

last_companies as (
    select
        unique_id,
        company_number,
        max(company_unique_id) as company_unique_id
    from versions
    group by unique_id, company_number
),

-- Nor has anybody left a company that is itself not in the master for a while.
only_company_gone as (
    select distinct versions.history_id
    from versions
    inner join last_companies
        on
            versions.unique_id = last_companies.unique_id
            and versions.company_number = last_companies.company_number
    inner join company_master_history
        on last_companies.company_unique_id = company_master_history.company_unique_id
    where
        not versions.is_deleted
        and versions.company_unique_id is null
        and company_master_history.is_deleted
        and company_master_history.valid_from <= versions.valid_from
        and (
            company_master_history.valid_to > versions.valid_from
            or company_master_history.valid_to is null
        )
),

passed_over as (
    select history_id from only_paused

    union

    select history_id from only_merged

    union

    select history_id from only_company_gone
),

snapshot_states as (
    select
        versions.history_id as state_id,
        versions.unique_id as person_unique_id,
        'snapshot' as detection_source,
        versions.valid_from as state_at,
        versions.valid_from as detected_at,
        not versions.is_deleted and versions.company_unique_id is not null as is_present,
        versions.current_id as company_unique_id,
        versions.title,
        versions.title_slot_type,
        versions.seniority,
        versions.linkedin_url,
        versions.employment_at,
        versions.employment_source_table
    from versions
    left join passed_over
        on versions.history_id = passed_over.history_id
    where passed_over.history_id is null
),

-- Dated rows tell what was before the first run that knew the person; of what came later the
-- snapshot tells.
listed_rows as (
    select
        int_people__cleaned.*,
        int_people__attached.company_unique_id,
        versions.unique_id,
        versions.valid_from,
        row_number() over (
            partition by versions.unique_id, int_people__cleaned.created_at
            order by
                int_people__identified.employment_rank nulls last,
                {{ collate_c('int_people__cleaned.raw_row_id') }} nulls last
        ) as place
    from versions
    inner join int_people__identified
        on versions.unique_id = int_people__identified.person_unique_id
    inner join int_people__cleaned
        on int_people__identified.raw_row_id = int_people__cleaned.raw_row_id
    inner join int_people__attached
        on int_people__identified.raw_row_id = int_people__attached.raw_row_id
    where
        versions.previous_from is null
        and int_people__cleaned.created_at < versions.employment_at
        and int_people__attached.company_unique_id is not null
),

listed_states as (
    select
        raw_row_id as state_id,
        unique_id as person_unique_id,
        'lists' as detection_source,
        created_at as state_at,
        valid_from as detected_at,
        true as is_present,
        company_unique_id,
        title,
        title_slot_type,
        seniority,
        linkedin_url,
        created_at as employment_at,
        source_table as employment_source_table
    from listed_rows
    where place = 1
),

states as (
    select * from listed_states

    union all

    select * from snapshot_states
),

ordered as (
    select
        *,
        row_number() over (
            partition by person_unique_id
            order by
                {{ collate_c('detection_source') }} nulls last,
                state_at nulls last,
                {{ collate_c('state_id') }} nulls last
        ) as place
    from states
),

compared as (
    select
        {% for column in what -%}
        lag({{ column }}) over (partition by person_unique_id order by place)
            as {{ column }}_before,
        {% endfor -%}
        *
    from ordered
),

changed as (
    select
        *,
        lag(company_unique_id) over (
            partition by person_unique_id, employment_source_table order by place
        ) as company_by_source_before,
        lag(lower(title)) over (
            partition by person_unique_id, employment_source_table order by place
        ) as title_by_source_before
    from compared
    where
        place = 1
        {%- for column in what %}
        or {{ column }} is distinct from {{ column }}_before
        {%- endfor %}
),

-- Two sources that disagree take turns to be the newer one: what one of them has said all along is
-- no news when it says it again.
told as (
    select *
    from changed
    where
        place = 1
        or not is_present
        or not is_present_before
        or employment_source_table is not distinct from employment_source_table_before
        or company_unique_id is distinct from company_by_source_before
        or lower(title) is distinct from title_by_source_before
),

numbered as (
    select
        *,
        row_number() over (partition by person_unique_id order by place) as state_number,
        count(*) over (partition by person_unique_id) as state_count
    from told
),

final as (
    select
        cast(state_id as text) as state_id,
        cast(person_unique_id as text) as person_unique_id,
        cast(state_number as integer) as state_number,
        cast(detection_source as text) as detection_source,
        cast(state_at as timestamp) as state_at,
        cast(detected_at as timestamp) as detected_at,
        cast(is_present as boolean) as is_present,
        cast(company_unique_id as text) as company_unique_id,
        cast(title as text) as title,
        cast(title_slot_type as text) as title_slot_type,
        cast(seniority as text) as seniority,
        cast(linkedin_url as text) as linkedin_url,
        cast(employment_at as timestamp) as employment_at,
        cast(employment_source_table as text) as employment_source_table
    from numbered
    -- Of whom there is one state, nothing can be said to have changed.
    where state_count > 1
)

select * from final
