with

int_dol__plan_moves as (
    select * from {{ ref('int_dol__plan_moves') }}
),

plan_year as (
    select * from {{ ref('plan_year') }}
),

sponsors as (
    select
        sponsor_dfe_ein,
        max(case when is_latest_plan_year and not is_final_filing then 1 else 0 end) as goes_on
    from plan_year
    group by sponsor_dfe_ein
),

-- Many plans go over because a part of an employer was sold. An EIN that still has a plan is an
-- employer still, and one of which nothing is known but that it was named leads on only under its
-- name.
next_eins as (
    select distinct
        int_dol__plan_moves.former_ein,
        int_dol__plan_moves.sponsor_dfe_ein as ein
    from int_dol__plan_moves
    left join sponsors
        on int_dol__plan_moves.former_ein = sponsors.sponsor_dfe_ein
    where
        int_dol__plan_moves.former_ein <> int_dol__plan_moves.sponsor_dfe_ein
        and coalesce(sponsors.goes_on = 0, int_dol__plan_moves.is_same_name)
),

ends as (
    {{ ends_of_paths('next_eins', 'former_ein', 'ein') }}
),

-- Whose plans went to several employers is none of them.
final as (
    select
        cast(former_ein as text) as former_ein,
        cast(min(ein) as text) as ein
    from ends
    group by former_ein
    having count(distinct ein) = 1
)

select * from final
