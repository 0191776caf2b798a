-- Every filing of either form is counted in its plan year, and one filing of each is the one shown.
with

form_5500 as (
    select * from {{ ref('form_5500') }}
),

form_5500_sf as (
    select * from {{ ref('form_5500_sf') }}
),

plan_year as (
    select * from {{ ref('plan_year') }}
),

filings as (
    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date
    from form_5500

    union all

    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date
    from form_5500_sf
),

counted as (
    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        count(*) as filing_count
    from filings
    group by
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date
),

final as (
    select
        coalesce(counted.sponsor_dfe_ein, plan_year.sponsor_dfe_ein) as sponsor_dfe_ein,
        coalesce(counted.plan_number, plan_year.plan_number) as plan_number,
        coalesce(counted.form_plan_year_begin_date, plan_year.form_plan_year_begin_date)
            as form_plan_year_begin_date,
        counted.filing_count,
        plan_year.filing_count as plan_year_filing_count,
        plan_year.superseded_count
    from counted
    full outer join plan_year
        on
            counted.sponsor_dfe_ein = plan_year.sponsor_dfe_ein
            and counted.plan_number = plan_year.plan_number
            and counted.form_plan_year_begin_date = plan_year.form_plan_year_begin_date
    where
        counted.filing_count is distinct from plan_year.filing_count
        or counted.filing_count is distinct from plan_year.superseded_count + 1
)

select * from final
