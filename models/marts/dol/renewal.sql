with

int_dol__contracts as (
    select * from {{ ref('int_dol__contracts') }}
),

renewal_windows as (
    select * from {{ ref('renewal_windows') }}
),

-- Each window begins where the one before ends.
windows as (
    select
        renewal_windows.renewal_window,
        renewal_windows.last_day,
        coalesce(max(earlier.last_day) + 1, 0) as first_day
    from renewal_windows
    left join renewal_windows as earlier
        on
            renewal_windows.last_day > earlier.last_day
            or renewal_windows.last_day is null
    group by renewal_windows.renewal_window, renewal_windows.last_day
),

-- A policy end that is no part of the plan year it was filed for is a typing error: then, as where
-- none is stated, the plan year's end stands for it.
based as (
    select
        *,
        {{ plan_year_end() }} as plan_year_end_date,
        coalesce(
            policy_year_end_date between form_plan_year_begin_date - 366
            and {{ plan_year_end() }} + 366,
            false
        ) as is_declared
    from int_dol__contracts
    where is_latest_plan_year and is_welfare
),

-- Counted from the plan year's first day where its end is that of twelve months: 29 February comes
-- back in leap years.
anchored as (
    select
        *,
        is_short_plan_year
        or {{ days_between('form_plan_year_begin_date', 'plan_year_end_date') }} + 1
        < {{ var('full_plan_year_days') }} as is_short,
        case
            when is_declared then policy_year_end_date + 1
            when
                plan_year_end_date + 1 = cast(form_plan_year_begin_date + interval '1 year' as date)
                then form_plan_year_begin_date
            else plan_year_end_date + 1
        end as anchor_date,
        case
            when is_declared then policy_year_end_date
            else plan_year_end_date
        end + 1 as first_renewal_date
    from based
),

-- Filings are one to two years old when they are published, so the date is moved on by whole
-- years. A plan that ended has no renewal.
rolled as (
    select
        *,
        {{ date_part_int('year', as_of_date()) }}
        - {{ date_part_int('year', 'anchor_date') }} as years_back
    from anchored
),

dated as (
    select
        *,
        case
            when is_final_filing then null
            when first_renewal_date >= {{ as_of_date() }} then first_renewal_date
            -- Counted from the first date and not from year to year, so that 29 February comes
            -- back in leap years.
            when
                cast(anchor_date + years_back * interval '1 year' as date) >= {{ as_of_date() }}
                then cast(anchor_date + years_back * interval '1 year' as date)
            else cast(anchor_date + (years_back + 1) * interval '1 year' as date)
        end as renewal_date
    from rolled
),

counted as (
    select
        *,
        {{ days_between(as_of_date(), 'renewal_date') }} as days_to_renewal
    from dated
),

windowed as (
    select
        counted.*,
        windows.renewal_window as window_ahead
    from counted
    left join windows
        on
            counted.days_to_renewal >= windows.first_day
            and (
                counted.days_to_renewal <= windows.last_day
                or windows.last_day is null
            )
),

final as (
    select
        cast(sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(plan_number as text) as plan_number,
        cast(ack_id as text) as ack_id,
        cast(form_id as integer) as form_id,
        cast(form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(carrier_key as text) as carrier_key,
        cast(insurance_company_name as text) as insurance_company_name,
        cast(contract_number as text) as contract_number,
        cast(is_health as boolean) as is_health,
        cast(counted_lives as integer) as covered_lives,
        cast(counted_premiums_usd as numeric(18, 2)) as premiums_usd,
        cast(policy_year_end_date as date) as policy_year_end_date,
        cast(
            case
                -- Whether the next year is a whole one no filing says.
                when is_short and renewal_date <> first_renewal_date then 'inferred'
                when is_declared then 'declared'
                else 'inferred'
            end as text
        ) as date_basis,
        cast(is_final_filing as boolean) as is_final_filing,
        cast(is_short as boolean) as is_short_plan_year,
        cast(renewal_date as date) as renewal_date,
        cast({{ date_part_int('month', 'renewal_date') }} as integer) as renewal_month,
        cast(days_to_renewal as integer) as days_to_renewal,
        cast(
            case
                when renewal_date is null then 'ended'
                else window_ahead
            end as text
        ) as renewal_window,
        cast(
            coalesce({{ is_past_filing_ttl('date_received') }}, true) as boolean
        ) as is_stale
    from windowed
)

select * from final
