with

int_people__slot_candidates as (
    select * from {{ ref('int_people__slot_candidates') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by company_slot_unique_id
            order by
                confidence desc nulls last,
                is_ambiguous asc nulls last,
                seniority_rung desc nulls last,
                email_is_sendable desc nulls last,
                employment_at desc nulls last,
                {{ collate_c('person_unique_id') }} asc nulls last
        ) as challenger_rank
    from int_people__slot_candidates
),

final as (
    select
        cast(company_slot_unique_id as text) as company_slot_unique_id,
        cast(company_unique_id as text) as company_unique_id,
        cast(slot_type as text) as slot_type,
        cast(person_unique_id as text) as person_unique_id,
        cast(confidence as numeric(3, 2)) as confidence,
        cast(challenger_rank as integer) as challenger_rank,
        cast(filled_by as text) as filled_by
    from ranked
)

select * from final
