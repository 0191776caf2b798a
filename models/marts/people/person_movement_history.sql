with

int_people__states as (
    select * from {{ ref('int_people__states') }}
),

int_people__movement_titles as (
    select * from {{ ref('int_people__movement_titles') }}
),

seniority_ladder as (
    select * from {{ ref('seniority_ladder') }}
),

movement_kinds as (
    select * from {{ ref('movement_kinds') }}
),

states as (
    select
        int_people__states.*,
        int_people__movement_titles.title_key,
        coalesce(seat_steps.rung, steps.rung) as rung,
        lag(int_people__states.is_present) over (
            partition by int_people__states.person_unique_id
            order by int_people__states.state_number
        ) as was_present
    from int_people__states
    left join int_people__movement_titles
        on int_people__states.title = int_people__movement_titles.title
    left join seniority_ladder as steps
        on
            int_people__states.seniority = steps.seniority
            and steps.title_slot_type is null
    left join seniority_ladder as seat_steps
        on
            int_people__states.seniority = seat_steps.seniority
            and int_people__states.title_slot_type = seat_steps.title_slot_type
),

compared as (
    select
        *,
        lag(company_unique_id) over (
            partition by person_unique_id order by state_number
        ) as previous_company_id,
        min(state_number) over (partition by person_unique_id, company_unique_id)
            as first_number_at_company
    from states
    where is_present
),

-- A stay is the time between two changes of company, or between leaving and coming back.
stays as (
    select
        *,
        previous_company_id is not null
        and (company_unique_id <> previous_company_id or not was_present) as is_arrival,
        sum(
            case
                when company_unique_id = previous_company_id and was_present then 0
                else 1
            end
        ) over (partition by person_unique_id order by state_number) as stay_number
    from compared
),

title_numbers as (
    select
        *,
        count(title) over (
            partition by person_unique_id, stay_number order by state_number
        ) as title_number
    from stays
),

-- A row without a title does not say that somebody has none: what was known last still holds.
known as (
    select
        state_number,
        person_unique_id,
        detection_source,
        state_at,
        detected_at,
        company_unique_id,
        linkedin_url,
        employment_at,
        employment_source_table,
        is_arrival,
        first_number_at_company,
        {% for column in ('title', 'title_key', 'title_slot_type', 'seniority', 'rung') -%}
        first_value({{ column }}) over (
            partition by person_unique_id, stay_number, title_number order by state_number
        ) as {{ column }},
        {% endfor -%}
        stay_number
    from title_numbers
),

{% set before = [
    'company_unique_id', 'title', 'title_key', 'title_slot_type', 'seniority', 'rung',
    'employment_at', 'employment_source_table', 'stay_number', 'state_at', 'detection_source',
] -%}
steps as (
    select
        {% for column in before -%}
        lag({{ column }}) over (partition by person_unique_id order by state_number)
            as {{ column }}_before,
        {% endfor -%}
        *
    from known
),

movements as (
    select
        person_unique_id,
        linkedin_url,
        company_unique_id_before as company_from_id,
        company_unique_id as company_to_id,
        title_before as title_from,
        title as title_to,
        case when is_arrival then 'company_change' else 'title_change' end as movement_type,
        case
            when is_arrival and first_number_at_company < state_number then 'return'
            when is_arrival then 'hire'
            when rung > rung_before then 'promotion'
            when rung < rung_before then 'demotion'
            else 'lateral'
        end as movement_subtype,
        detected_at,
        state_at,
        -- What the first run saw is held against the lists' older rows.
        detection_source_before as detection_source,
        case
            when detection_source = 'lists' then state_at
            when
                employment_at > coalesce(employment_at_before, state_at_before)
                and employment_at <= state_at
                then employment_at
        end as occurred_at,
        title_slot_type_before as slot_type_from,
        title_slot_type as slot_type_to,
        seniority_before as seniority_from,
        seniority as seniority_to,
        employment_source_table_before as source_table_from,
        employment_source_table as source_table_to
    from steps
    where
        is_arrival
        or (
            stay_number = stay_number_before
            and title_key <> title_key_before
            and (
                title_slot_type is distinct from title_slot_type_before
                or coalesce(rung <> rung_before, false)
                -- Other sources word the same seat otherwise, and of two seats many name one.
                or (
                    employment_source_table is not distinct from employment_source_table_before
                    and position(
                        ' ; ' || title_key || ' ; ' in ' ; ' || title_key_before || ' ; '
                    ) = 0
                    and position(
                        ' ; ' || title_key_before || ' ; ' in ' ; ' || title_key || ' ; '
                    ) = 0
                )
            )
        )

    union all

    select
        known.person_unique_id,
        known.linkedin_url,
        known.company_unique_id as company_from_id,
        cast(null as text) as company_to_id,
        known.title as title_from,
        cast(null as text) as title_to,
        'contact_lost' as movement_type,
        'exit' as movement_subtype,
        states.detected_at,
        states.state_at,
        states.detection_source,
        cast(null as timestamp) as occurred_at,
        known.title_slot_type as slot_type_from,
        cast(null as text) as slot_type_to,
        known.seniority as seniority_from,
        cast(null as text) as seniority_to,
        known.employment_source_table as source_table_from,
        cast(null as text) as source_table_to
    from states
    inner join known
        on
            states.person_unique_id = known.person_unique_id
            and states.state_number - 1 = known.state_number
    where not states.is_present
),

final as (
    select
        cast(
            md5(
                concat_ws(
                    '|',
                    movements.person_unique_id,
                    movements.movement_type,
                    movements.detection_source,
                    cast(movements.state_at as text)
                )
            ) as text
        ) as movement_id,
        cast(movements.person_unique_id as text) as person_unique_id,
        cast(movements.linkedin_url as text) as linkedin_url,
        cast(movements.company_from_id as text) as company_from_id,
        cast(movements.company_to_id as text) as company_to_id,
        cast(movements.title_from as text) as title_from,
        cast(movements.title_to as text) as title_to,
        cast(movements.movement_type as text) as movement_type,
        cast(movements.movement_subtype as text) as movement_subtype,
        cast(movements.detected_at as timestamp) as detected_at,
        cast(movements.occurred_at as timestamp) as occurred_at,
        cast(movements.detection_source as text) as detection_source,
        cast(
            case
                when movements.occurred_at is null then movement_kinds.undated_confidence
                else movement_kinds.confidence
            end as numeric(3, 2)
        ) as confidence,
        cast(
            {{ json_object([
                ('slot_type_from', 'movements.slot_type_from'),
                ('slot_type_to', 'movements.slot_type_to'),
                ('seniority_from', 'movements.seniority_from'),
                ('seniority_to', 'movements.seniority_to'),
                ('source_table_from', 'movements.source_table_from'),
                ('source_table_to', 'movements.source_table_to'),
            ]) }} as {{ json_type() }}
        ) as raw_payload,
        cast(movements.detected_at as timestamp) as created_at
    from movements
    left join movement_kinds
        on movements.movement_subtype = movement_kinds.movement_subtype
)

select * from final
