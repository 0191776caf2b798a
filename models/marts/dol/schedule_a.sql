{#- Incremental by the raw rows that count, as the forms are. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook=[
            "{{ delete_unpromoted_rows('dol', 'f_sch_a') }}",
            "{{ delete_rows_judged_otherwise([
                ['is_lives_implausible', 'covered_lives', 'covered_lives'],
                [
                    'is_premium_implausible', 'premium', 'total_premiums_paid',
                    'premium_per_life', 'covered_lives'
                ],
                ['is_commission_implausible', 'commission', 'insurance_commissions_fees'],
            ]) }}"
        ]
    )
}}

with

promoted as (
    {{ new_promoted_rows('dol', 'f_sch_a') }}
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
        cast(
            case
                when broker_commissions_amt is not null or broker_fees_amt is not null
                    then coalesce(broker_commissions_amt, 0) + coalesce(broker_fees_amt, 0)
            end as numeric(18, 2)
        ) as insurance_commissions_fees,
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
        (
            {{ amount_is_implausible('premium', 'total_premiums_paid') }}
            or {{ amount_is_implausible(
                'premium_per_life', 'total_premiums_paid', 'covered_lives'
            ) }}
        ) as is_premium_implausible,
        {{ amount_is_implausible('commission', 'insurance_commissions_fees') }}
            as is_commission_implausible
    from amounts
),

computed as (
    select
        *,
        {{ date_part_int('month', 'policy_year_end_date') }} as renewal_month,
        {{ date_part_int('year', 'policy_year_end_date') }} as renewal_year,
        case when not is_lives_implausible then covered_lives end as counted_lives,
        cast(
            case when not is_premium_implausible then total_premiums_paid end as numeric(18, 2)
        ) as counted_premiums_usd,
        cast(
            case when not is_commission_implausible then insurance_commissions_fees end
            as numeric(18, 2)
        ) as counted_commissions_usd
    from flagged
),

final as (
    select
        {{ contract_columns('computed') }}
    from computed
)

select * from final
