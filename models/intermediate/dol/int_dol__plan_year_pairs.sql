with

plan_year as (
    select * from {{ ref('plan_year') }}
),

in_order as (
    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        is_latest_plan_year,
        lag(form_plan_year_begin_date) over (
            partition by sponsor_dfe_ein, plan_number
            order by form_plan_year_begin_date
        ) as previous_begin_date,
        lag(
            coalesce(
                form_tax_prd, cast(form_plan_year_begin_date + interval '1 year' as date) - 1
            )
        ) over (
            partition by sponsor_dfe_ein, plan_number
            order by form_plan_year_begin_date
        ) as previous_end_date
    from plan_year
),

final as (
    select
        cast(sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(plan_number as text) as plan_number,
        cast(form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(previous_begin_date as date) as previous_begin_date,
        cast(is_latest_plan_year as boolean) as is_latest_plan_year
    from in_order
    -- A year that nobody filed for may hold any number of changes, so it is no pair; nor is one
    -- that only a mistyped end brings together.
    where
        {{ days_between('previous_end_date', 'form_plan_year_begin_date') }}
        <= {{ var('plan_year_gap_days') }}
        and {{ days_between('previous_begin_date', 'form_plan_year_begin_date') }}
        <= {{ var('plan_year_span_days') }}
)

select * from final
