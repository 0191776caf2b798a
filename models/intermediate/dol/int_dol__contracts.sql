with

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

plan_year as (
    select * from {{ ref('plan_year') }}
),

int_dol__carriers as (
    select * from {{ ref('int_dol__carriers') }}
),

contracts as (
    select
        schedule_a.*,
        plan_year.sponsor_dfe_ein,
        plan_year.plan_number as filed_plan_number,
        plan_year.form_plan_year_begin_date,
        plan_year.form_tax_prd,
        plan_year.plan_year,
        plan_year.is_latest_plan_year,
        plan_year.is_final_filing,
        plan_year.is_short_plan_year,
        plan_year.date_received,
        nullif(
            greatest(plan_year.tot_partcp_boy_cnt, plan_year.tot_partcp_eoy_cnt), 0
        ) as participant_count,
        int_dol__carriers.carrier_key,
        coalesce(int_dol__carriers.is_ein_mistyped, false) as is_carrier_ein_mistyped
    from schedule_a
    inner join plan_year
        on schedule_a.ack_id = plan_year.ack_id
    left join int_dol__carriers
        on
            coalesce(schedule_a.insurance_company_ein, '')
            = coalesce(int_dol__carriers.insurance_company_ein, '')
            and coalesce(schedule_a.insurance_company_naic, '')
            = coalesce(int_dol__carriers.insurance_company_naic, '')
            and coalesce(schedule_a.insurance_company_name, '')
            = coalesce(int_dol__carriers.insurance_company_name, '')
),

plan_years as (
    select
        sponsor_dfe_ein,
        filed_plan_number,
        form_plan_year_begin_date,
        max(counted_lives) as counted_lives,
        max(counted_premiums_usd) as counted_premiums_usd
    from contracts
    group by
        sponsor_dfe_ein,
        filed_plan_number,
        form_plan_year_begin_date
),

other_years as (
    select
        sponsor_dfe_ein,
        filed_plan_number,
        form_plan_year_begin_date,
        greatest(
            max(counted_lives) over earlier_years,
            max(counted_lives) over later_years
        ) as other_years_lives,
        greatest(
            max(counted_premiums_usd) over earlier_years,
            max(counted_premiums_usd) over later_years
        ) as other_years_premium
    from plan_years
    window
        earlier_years as (
            partition by sponsor_dfe_ein, filed_plan_number
            order by form_plan_year_begin_date
            rows between unbounded preceding and 1 preceding
        ),
        later_years as (
            partition by sponsor_dfe_ein, filed_plan_number
            order by form_plan_year_begin_date
            rows between 1 following and unbounded following
        )
),

-- What a slip of the pen made is far from all else that is known of the plan: a number that other
-- years of it bear out is none.
compared as (
    select
        contracts.*,
        other_years.other_years_premium,
        {{ amount_is_implausible(
            'lives_per_head',
            'contracts.counted_lives',
            'greatest(contracts.participant_count, other_years.other_years_lives)'
        ) }} as is_lives_jump
    from contracts
    left join other_years
        on
            contracts.sponsor_dfe_ein = other_years.sponsor_dfe_ein
            and contracts.filed_plan_number = other_years.filed_plan_number
            and contracts.form_plan_year_begin_date = other_years.form_plan_year_begin_date
),

headed as (
    select
        *,
        {{ has_fallen_silent('date_received', plan_year_end()) }} as is_silent,
        nullif(
            greatest(participant_count, case when not is_lives_jump then counted_lives end), 0
        ) as head_count
    from compared
),

-- Money that buys pensions may be any amount a head.
judged as (
    select
        *,
        case
            when is_lives_implausible then 'beyond_limit'
            when is_lives_jump then 'beyond_other_numbers'
        end as lives_doubt,
        case
            when {{ amount_is_implausible('premium', 'total_premiums_paid') }} then 'beyond_limit'
            when is_premium_implausible then 'beyond_limit_per_life'
            when
                is_welfare
                and {{ amount_is_implausible(
                    'premium_per_head', 'counted_premiums_usd', 'head_count'
                ) }}
                then 'beyond_limit_per_head'
            when
                is_welfare
                and counted_premiums_usd
                > other_years_premium * {{ var('amount_jump_factor') }}
                and other_years_premium > 0
                and (
                    head_count is null
                    or {{ amount_is_implausible(
                        'jumped_premium_per_head', 'counted_premiums_usd', 'head_count'
                    ) }}
                )
                then 'beyond_other_numbers'
        end as premium_doubt
    from headed
),

final as (
    select
        cast(ack_id as text) as ack_id,
        cast(form_id as integer) as form_id,
        cast(sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(filed_plan_number as text) as plan_number,
        cast(form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(form_tax_prd as date) as form_tax_prd,
        cast(plan_year as integer) as plan_year,
        cast(is_latest_plan_year as boolean) as is_latest_plan_year,
        cast(is_final_filing as boolean) as is_final_filing,
        cast(is_short_plan_year as boolean) as is_short_plan_year,
        cast(date_received as date) as date_received,
        cast(
            is_latest_plan_year
            and not is_final_filing
            and not is_silent as boolean
        ) as is_current,
        cast(is_silent as boolean) as is_silent,
        cast(carrier_key as text) as carrier_key,
        cast(is_carrier_ein_mistyped as boolean) as is_carrier_ein_mistyped,
        cast(insurance_company_name as text) as insurance_company_name,
        cast(contract_number as text) as contract_number,
        cast(policy_year_end_date as date) as policy_year_end_date,
        cast(is_welfare as boolean) as is_welfare,
        cast(coalesce(wlfr_bnft_health_ind = '1', false) as boolean) as is_health,
        cast(lives_doubt as text) as lives_doubt,
        cast(premium_doubt as text) as premium_doubt,
        cast(case when lives_doubt is null then counted_lives end as integer) as counted_lives,
        cast(
            case when premium_doubt is null then counted_premiums_usd end as numeric(18, 2)
        ) as counted_premiums_usd,
        cast(counted_commissions_usd as numeric(18, 2)) as counted_commissions_usd
    from judged
)

select * from final
