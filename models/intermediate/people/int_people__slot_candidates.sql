with

int_people__survivors as (
    select * from {{ ref('int_people__survivors') }}
),

int_company__slots as (
    select * from {{ ref('int_company__slots') }}
),

int_ple__email_status as (
    select * from {{ ref('int_ple__email_status') }}
),

seniority_ladder as (
    select * from {{ ref('seniority_ladder') }}
),

-- A title decides, also that somebody fills no slot; only where there is none, a list's own word is
-- taken.
claims as (
    select
        *,
        case
            when title is not null then title_slot_type
            else upper(trim(slot_type_text))
        end as slot_type,
        case
            when title is not null then title_confidence
            else cast({{ var('brought_slot_confidence') }} as numeric(3, 2))
        end as confidence,
        case
            when title is not null then 'title_rule ' || title_rule_id
            else 'brought_slot'
        end as filled_by
    from int_people__survivors
    where company_unique_id is not null
),

final as (
    select
        cast(int_company__slots.company_slot_unique_id as text) as company_slot_unique_id,
        cast(int_company__slots.company_unique_id as text) as company_unique_id,
        cast(int_company__slots.slot_type as text) as slot_type,
        cast(claims.person_unique_id as text) as person_unique_id,
        cast(coalesce(claims.confidence, 0) as numeric(3, 2)) as confidence,
        cast(coalesce(claims.title_is_ambiguous, false) as boolean) as is_ambiguous,
        cast(coalesce(seat_steps.rung, steps.rung, 0) as integer) as seniority_rung,
        cast(coalesce(int_ple__email_status.is_sendable, false) as boolean) as email_is_sendable,
        cast(claims.employment_at as timestamp) as employment_at,
        cast(claims.filled_by as text) as filled_by
    from claims
    inner join int_company__slots
        on
            claims.company_unique_id = int_company__slots.company_unique_id
            and claims.slot_type = int_company__slots.slot_type
    left join int_ple__email_status
        on claims.email = int_ple__email_status.email
    left join seniority_ladder as steps
        on
            claims.seniority = steps.seniority
            and steps.title_slot_type is null
    left join seniority_ladder as seat_steps
        on
            claims.seniority = seat_steps.seniority
            and claims.title_slot_type = seat_steps.title_slot_type
)

select * from final
