with

int_people__title_keys as (
    select * from {{ ref('int_people__title_keys') }}
),

int_people__title_seats as (
    select * from {{ ref('int_people__title_seats') }}
),

int_people__seat_rules as (
    select * from {{ ref('int_people__seat_rules') }}
),

int_people__title_traits as (
    select * from {{ ref('int_people__title_traits') }}
),

title_rules as (
    select * from {{ ref('title_rules') }}
),

slot_types as (
    select * from {{ ref('slot_types') }}
),

seats as (
    select
        int_people__title_seats.title_key,
        int_people__title_seats.rule_scope,
        int_people__title_seats.seat_place,
        title_rules.title_rule_id,
        title_rules.slot_type,
        title_rules.confidence,
        title_rules.is_ambiguous,
        slot_types.fill_priority
    from int_people__title_seats
    inner join int_people__seat_rules
        on
            int_people__title_seats.rule_scope = int_people__seat_rules.rule_scope
            and int_people__title_seats.seat_text = int_people__seat_rules.seat_text
    inner join title_rules
        on int_people__seat_rules.title_rule_id = title_rules.title_rule_id
    left join slot_types
        on title_rules.slot_type = slot_types.slot_type
),

-- Whoever is named first of HR and finance is meant; the head of all comes before either.
first_seats as (
    select
        title_key,
        min(case when slot_type = 'HR' then seat_place end) as hr_place,
        min(case when slot_type = 'CFO' then seat_place end) as cfo_place,
        count(distinct fill_priority) as slot_count
    from seats
    where rule_scope = 'seat'
    group by title_key
),

ranked as (
    select
        seats.*,
        first_seats.slot_count,
        row_number() over (
            partition by seats.title_key
            order by
                case seats.rule_scope when 'title' then 1 else 2 end nulls last,
                case
                    when
                        seats.slot_type = 'CFO'
                        and first_seats.hr_place < first_seats.cfo_place
                        then 4
                    else coalesce(seats.fill_priority, 5)
                end nulls last,
                seats.seat_place nulls last,
                {{ collate_c('seats.title_rule_id') }} nulls last
        ) as place
    from seats
    left join first_seats
        on seats.title_key = first_seats.title_key
),

final as (
    select
        cast(int_people__title_keys.title_text as text) as title_text,
        cast(int_people__title_keys.title_key as text) as title_key,
        cast(nullif(ranked.slot_type, 'NONE') as text) as slot_type,
        cast(
            case
                when ranked.rule_scope = 'seat' and ranked.slot_count > 1
                    then least(
                        ranked.confidence,
                        cast({{ var('title_two_seats_confidence') }} as numeric(3, 2))
                    )
                else ranked.confidence
            end as numeric(3, 2)
        ) as confidence,
        cast(
            coalesce(
                ranked.is_ambiguous or (ranked.rule_scope = 'seat' and ranked.slot_count > 1),
                false
            ) as boolean
        ) as is_ambiguous,
        cast(ranked.title_rule_id as text) as title_rule_id,
        cast(int_people__title_traits.seniority as text) as seniority,
        cast(int_people__title_traits.department as text) as department
    from int_people__title_keys
    left join ranked
        on
            int_people__title_keys.title_key = ranked.title_key
            and ranked.place = 1
    left join int_people__title_traits
        on int_people__title_keys.title_key = int_people__title_traits.title_key
)

select * from final
