with

int_dol__filings as (
    select * from {{ ref('int_dol__filings') }}
),

named as (
    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        coalesce(last_reported_ein, sponsor_dfe_ein) as former_ein,
        coalesce(last_reported_plan_number, plan_number) as former_plan_number,
        coalesce(
            {{ company_name_key('last_reported_name') }}
            = {{ company_name_key('sponsor_dfe_name') }},
            false
        ) as is_same_name,
        raw_row_id
    from int_dol__filings
    where
        last_reported_ein is not null
        or last_reported_plan_number is not null
),

-- Many repeat the EIN and number they have: nothing moved.
moved as (
    select *
    from named
    where
        former_ein <> sponsor_dfe_ein
        or former_plan_number <> plan_number
),

-- Two plans that each name the other say nothing of which came first.
answers as (
    select distinct
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        former_ein,
        former_plan_number
    from moved
),

final as (
    select
        cast(moved.raw_row_id as text) as raw_row_id,
        cast(moved.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(moved.plan_number as text) as plan_number,
        cast(moved.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(moved.former_ein as text) as former_ein,
        cast(moved.former_plan_number as text) as former_plan_number,
        cast(moved.is_same_name as boolean) as is_same_name,
        cast(answers.sponsor_dfe_ein is not null as boolean) as is_mutual
    from moved
    left join answers
        on
            moved.sponsor_dfe_ein = answers.former_ein
            and moved.plan_number = answers.former_plan_number
            and moved.former_ein = answers.sponsor_dfe_ein
            and moved.former_plan_number = answers.plan_number
            and moved.form_plan_year_begin_date = answers.form_plan_year_begin_date
)

select * from final
