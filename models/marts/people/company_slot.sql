with

int_company__slots as (
    select * from {{ ref('int_company__slots') }}
),

int_people__slot_occupants as (
    select * from {{ ref('int_people__slot_occupants') }}
),

int_people__slot_log as (
    select * from {{ ref('int_people__slot_log') }}
),

int_people__survivors as (
    select * from {{ ref('int_people__survivors') }}
),

int_ple__slot_enrichment as (
    select * from {{ ref('int_ple__slot_enrichment') }}
),

changes as (
    select
        *,
        row_number() over (
            partition by company_slot_unique_id order by change_number desc
        ) as recency
    from int_people__slot_log
),

final as (
    select
        cast(int_company__slots.company_slot_unique_id as text) as company_slot_unique_id,
        cast(int_company__slots.company_unique_id as text) as company_unique_id,
        cast(int_people__slot_occupants.person_unique_id as text) as person_unique_id,
        cast(int_company__slots.slot_type as text) as slot_type,
        cast(int_people__slot_occupants.person_unique_id is not null as boolean) as is_filled,
        cast(
            case
                when int_people__slot_occupants.person_unique_id is not null then 'filled'
                when changes.company_slot_unique_id is not null then 'vacated'
                else 'open'
            end as text
        ) as status,
        cast(int_people__slot_occupants.confidence as numeric(3, 2)) as confidence_score,
        cast(changes.filled_at as timestamp) as filled_at,
        cast(int_people__slot_occupants.filled_by as text) as filled_by,
        cast(int_people__survivors.source_system as text) as source_system,
        cast(
            coalesce(int_people__survivors.employment_at, int_people__survivors.first_seen_at)
            as timestamp
        ) as last_refreshed_at,
        cast(coalesce(int_ple__slot_enrichment.attempt_count, 0) as integer)
            as enrichment_attempts,
        cast(changes.vacated_at as timestamp) as vacated_at,
        cast(changes.previous_person_unique_id as text) as previous_person_unique_id,
        cast(changes.phone as text) as phone,
        cast(changes.phone_extension as text) as phone_extension,
        -- No source verifies the phone of a position.
        cast(null as timestamp) as phone_verified_at,
        cast(int_company__slots.created_at as timestamp) as created_at
    from int_company__slots
    left join int_people__slot_occupants
        on
            int_company__slots.company_slot_unique_id
            = int_people__slot_occupants.company_slot_unique_id
            and int_people__slot_occupants.challenger_rank = 1
    left join int_people__survivors
        on int_people__slot_occupants.person_unique_id = int_people__survivors.person_unique_id
    left join changes
        on
            int_company__slots.company_slot_unique_id = changes.company_slot_unique_id
            and changes.recency = 1
    left join int_ple__slot_enrichment
        on
            int_company__slots.company_slot_unique_id
            = int_ple__slot_enrichment.company_slot_unique_id
)

select * from final
