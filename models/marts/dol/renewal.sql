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
        coalesce(
            policy_year_end_date between form_plan_year_begin_date - 366
            and coalesce(form_tax_prd, form_plan_year_begin_date + 364) + 366,
            false
        ) as is_declared
    from int_dol__contracts
    where is_latest_plan_year and is_welfare
),

ended as (
    select
        *,
        case
            when is_declared then policy_year_end_date
            else coalesce(form_tax_prd, form_plan_year_begin_date + 364)
        end + 1 as first_renewal_date
    from based
),

-- Filings are one to two years old when they are published, so the date is moved on by whole
-- years. A short plan year has no anniversary, and a plan that ended has no renewal.
rolled as (
    select
        *,
        {{ date_part_int('year', as_of_date()) }}
        - {{ date_part_int('year', 'first_renewal_date') }} as years_back
    from ended
),

dated as (
    select
        *,
        case
            when is_final_filing then null
            when is_short_plan_year or first_renewal_date >= {{ as_of_date() }}
                then first_renewal_date
            -- Counted from the first date and not from year to year, so that 29 February comes
            -- back in leap years.
            when
                cast(first_renewal_date + years_back * interval '1 year' as date)
                >= {{ as_of_date() }}
                then cast(first_renewal_date + years_back * interval '1 year' as date)
            else cast(first_renewal_date + (years_back + 1) * interval '1 year' as date)
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
        cast(case when is_declared then 'declared' else 'inferred' end as text) as date_basis,
        cast(is_final_filing as boolean) as is_final_filing,
        cast(is_short_plan_year as boolean) as is_short_plan_year,
        cast(renewal_date as date) as renewal_date,
        cast({{ date_part_int('month', 'renewal_date') }} as integer) as renewal_month,
        cast(days_to_renewal as integer) as days_to_renewal,
        cast(
            case
                when renewal_date is null then 'ended'
                when days_to_renewal < 0 then 'past'
                else window_ahead
            end as text
        ) as renewal_window,
        cast(
            coalesce({{ is_past_filing_ttl('date_received') }}, true) as boolean
        ) as is_stale
    from windowed
)

select * from final
