{#- Incremental by the raw rows that count, as the forms are. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook=[
            "{{ delete_rows_not_in(ref('stg_dol__f_sch_a'), ref('int_dol__set_aside')) }}",
            "{{ delete_rows_judged_otherwise([
                ['is_lives_implausible', 'covered_lives', 'covered_lives'],
                ['is_premium_implausible', 'premium', 'total_premiums_paid'],
                ['is_commission_implausible', 'commission', 'insurance_commissions_fees'],
            ]) }}"
        ]
    )
}}

with

stg_dol__f_sch_a as (
    select * from {{ ref('stg_dol__f_sch_a') }}
),

int_dol__set_aside as (
    select * from {{ ref('int_dol__set_aside') }}
),

promoted as (
    {{ new_promoted_rows('stg_dol__f_sch_a', 'int_dol__set_aside') }}
),

amounts as (
    select
        *,
        -- A contract is either experience-rated or not, and filing software fills the lines of the
        -- other kind with zeros.
        coalesce(
            nullif(wlfr_charges_paid_amt, 0),
            nullif(wlfr_earned_premium_amt, 0),
            nullif(wlfr_premium_received_amt, 0),
            nullif(pension_premiums_paid_amt, 0),
            wlfr_charges_paid_amt,
            wlfr_earned_premium_amt,
            wlfr_premium_received_amt,
            pension_premiums_paid_amt
        ) as total_premiums_paid,
        -- Blank is not zero: what nobody stated stays unknown.
        case
            when broker_commissions_amt is not null or broker_fees_amt is not null
                then coalesce(broker_commissions_amt, 0) + coalesce(broker_fees_amt, 0)
        end as insurance_commissions_fees,
        coalesce('1' in (
            wlfr_bnft_health_ind,
            wlfr_bnft_dental_ind,
            wlfr_bnft_vision_ind,
            wlfr_bnft_life_ind,
            wlfr_bnft_stdisd_ind,
            wlfr_bnft_ltdisd_ind,
            wlfr_bnft_unemp_ind,
            wlfr_bnft_drug_ind,
            wlfr_bnft_stop_loss_ind,
            wlfr_bnft_hmo_ind,
            wlfr_bnft_ppo_ind,
            wlfr_bnft_indemnity_ind,
            wlfr_bnft_other_ind
        ), false) as is_welfare
    from promoted
),

flagged as (
    select
        *,
        {{ amount_is_implausible('covered_lives', 'covered_lives') }} as is_lives_implausible,
        {{ amount_is_implausible('premium', 'total_premiums_paid') }} as is_premium_implausible,
        {{ amount_is_implausible('commission', 'insurance_commissions_fees') }}
            as is_commission_implausible
    from amounts
),

final as (
    select
        cast(ack_id as text) as ack_id,
        cast(form_id as integer) as form_id,
        cast(sch_a_plan_year_begin_date as date) as sch_a_plan_year_begin_date,
        cast(sch_a_plan_year_end_date as date) as sch_a_plan_year_end_date,
        cast(sponsor_ein as text) as sponsor_ein,
        cast(plan_number as text) as plan_number,
        cast(insurance_company_name as text) as insurance_company_name,
        cast(insurance_company_ein as text) as insurance_company_ein,
        cast(insurance_company_naic as text) as insurance_company_naic,
        cast(contract_number as text) as contract_number,
        cast(policy_year_begin_date as date) as policy_year_begin_date,
        cast(policy_year_end_date as date) as policy_year_end_date,
        cast({{ date_part_int('month', 'policy_year_end_date') }} as integer) as renewal_month,
        cast({{ date_part_int('year', 'policy_year_end_date') }} as integer) as renewal_year,
        cast(covered_lives as integer) as covered_lives,
        cast(wlfr_bnft_health_ind as text) as wlfr_bnft_health_ind,
        cast(wlfr_bnft_dental_ind as text) as wlfr_bnft_dental_ind,
        cast(wlfr_bnft_vision_ind as text) as wlfr_bnft_vision_ind,
        cast(wlfr_bnft_life_ind as text) as wlfr_bnft_life_ind,
        cast(wlfr_bnft_stdisd_ind as text) as wlfr_bnft_stdisd_ind,
        cast(wlfr_bnft_ltdisd_ind as text) as wlfr_bnft_ltdisd_ind,
        cast(wlfr_bnft_unemp_ind as text) as wlfr_bnft_unemp_ind,
        cast(wlfr_bnft_drug_ind as text) as wlfr_bnft_drug_ind,
        cast(wlfr_bnft_stop_loss_ind as text) as wlfr_bnft_stop_loss_ind,
        cast(wlfr_bnft_hmo_ind as text) as wlfr_bnft_hmo_ind,
        cast(wlfr_bnft_ppo_ind as text) as wlfr_bnft_ppo_ind,
        cast(wlfr_bnft_indemnity_ind as text) as wlfr_bnft_indemnity_ind,
        cast(wlfr_bnft_other_ind as text) as wlfr_bnft_other_ind,
        cast(wlfr_bnft_other_text as text) as wlfr_bnft_other_text,
        cast(insurance_commissions_fees as numeric(18, 2)) as insurance_commissions_fees,
        cast(broker_commissions_amt as numeric(18, 2)) as broker_commissions_amt,
        cast(broker_fees_amt as numeric(18, 2)) as broker_fees_amt,
        cast(total_premiums_paid as numeric(18, 2)) as total_premiums_paid,
        cast(is_welfare as boolean) as is_welfare,
        cast(is_lives_implausible as boolean) as is_lives_implausible,
        cast(is_premium_implausible as boolean) as is_premium_implausible,
        cast(is_commission_implausible as boolean) as is_commission_implausible,
        cast(case when not is_lives_implausible then covered_lives end as integer)
            as counted_lives,
        cast(case when not is_premium_implausible then total_premiums_paid end as numeric(18, 2))
            as counted_premiums_usd,
        cast(
            case when not is_commission_implausible then insurance_commissions_fees end
            as numeric(18, 2)
        ) as counted_commissions_usd,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from flagged
)

select * from final
