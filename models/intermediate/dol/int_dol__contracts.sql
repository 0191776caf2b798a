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

final as (
    select
        cast(schedule_a.ack_id as text) as ack_id,
        cast(schedule_a.form_id as integer) as form_id,
        cast(plan_year.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(plan_year.plan_number as text) as plan_number,
        cast(plan_year.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(plan_year.form_tax_prd as date) as form_tax_prd,
        cast(plan_year.is_latest_plan_year as boolean) as is_latest_plan_year,
        cast(plan_year.is_final_filing as boolean) as is_final_filing,
        cast(plan_year.is_short_plan_year as boolean) as is_short_plan_year,
        cast(plan_year.date_received as date) as date_received,
        cast(int_dol__carriers.carrier_key as text) as carrier_key,
        cast(schedule_a.insurance_company_name as text) as insurance_company_name,
        cast(schedule_a.contract_number as text) as contract_number,
        cast(schedule_a.policy_year_end_date as date) as policy_year_end_date,
        cast(schedule_a.is_welfare as boolean) as is_welfare,
        cast(coalesce(schedule_a.wlfr_bnft_health_ind = '1', false) as boolean) as is_health,
        cast(schedule_a.counted_lives as integer) as counted_lives,
        cast(schedule_a.counted_premiums_usd as numeric(18, 2)) as counted_premiums_usd,
        cast(schedule_a.counted_commissions_usd as numeric(18, 2)) as counted_commissions_usd
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
)

select * from final
