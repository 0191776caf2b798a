{#- A file is read once: again only when it or the columns it is read by have changed. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_files('dol', 'f_sch_a') }}",
        post_hook="{{ number_copies() }}"
    )
}}

with

source as (
    select
        *,
        {{ row_content_hash('dol', 'f_sch_a') }} as content_hash
    from {{ source('dol', 'f_sch_a') }}
    where {{ in_changed_files('dol', 'f_sch_a') }}
),

cast_once as (
    select
        *,
        {{ to_integer('form_id') }} as form_id_value,
        {{ to_date('sch_a_plan_year_begin_date') }} as sch_a_plan_year_begin_date_value,
        {{ to_date('sch_a_plan_year_end_date') }} as sch_a_plan_year_end_date_value,
        {{ plan_number('sch_a_plan_num') }} as plan_number_value,
        {{ ein('sch_a_ein') }} as sponsor_ein_value,
        {{ ein('ins_carrier_ein') }} as insurance_company_ein_value,
        {{ to_integer('ins_prsn_covered_eoy_cnt') }} as covered_lives_value,
        {{ to_date('ins_policy_from_date') }} as policy_year_begin_date_value,
        {{ to_date('ins_policy_to_date') }} as policy_year_end_date_value,
        {{ to_numeric('ins_broker_comm_tot_amt', 18, 2) }} as broker_commissions_amt_value,
        {{ to_numeric('ins_broker_fees_tot_amt', 18, 2) }} as broker_fees_amt_value,
        {{ to_numeric('pension_prem_paid_tot_amt', 18, 2) }} as pension_premiums_paid_amt_value,
        {{ to_numeric('wlfr_premium_rcvd_amt', 18, 2) }} as wlfr_premium_received_amt_value,
        {{ to_numeric('wlfr_tot_earned_prem_amt', 18, 2) }} as wlfr_earned_premium_amt_value,
        {{ to_numeric('wlfr_tot_charges_paid_amt', 18, 2) }} as wlfr_charges_paid_amt_value,
        case
            when
                {{ code_text('ack_id') }} is null
                or {{ to_integer('form_id') }} is null
                then {{ row_json('source') }}
        end as raw_record
    from source
),

final as (
    select
        cast({{ content_row_id('dol.f_sch_a', 'content_hash') }} as text) as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ source_file_version('dol', 'f_sch_a') }} as text) as source_version,
        cast({{ code_text('ack_id') }} as text) as ack_id,
        cast(form_id_value as integer) as form_id,
        cast(sch_a_plan_year_begin_date_value as date) as sch_a_plan_year_begin_date,
        cast(sch_a_plan_year_end_date_value as date) as sch_a_plan_year_end_date,
        cast(plan_number_value as text) as plan_number,
        cast(sponsor_ein_value as text) as sponsor_ein,
        cast({{ clean_text('ins_carrier_name') }} as text) as insurance_company_name,
        cast(insurance_company_ein_value as text) as insurance_company_ein,
        cast({{ code_text('ins_carrier_naic_code') }} as text) as insurance_company_naic,
        cast({{ code_text('ins_contract_num') }} as text) as contract_number,
        cast(covered_lives_value as integer) as covered_lives,
        cast(policy_year_begin_date_value as date) as policy_year_begin_date,
        cast(policy_year_end_date_value as date) as policy_year_end_date,
        cast(broker_commissions_amt_value as numeric(18, 2)) as broker_commissions_amt,
        cast(broker_fees_amt_value as numeric(18, 2)) as broker_fees_amt,
        cast(pension_premiums_paid_amt_value as numeric(18, 2)) as pension_premiums_paid_amt,
        cast({{ indicator('wlfr_bnft_health_ind') }} as text) as wlfr_bnft_health_ind,
        cast({{ indicator('wlfr_bnft_dental_ind') }} as text) as wlfr_bnft_dental_ind,
        cast({{ indicator('wlfr_bnft_vision_ind') }} as text) as wlfr_bnft_vision_ind,
        cast({{ indicator('wlfr_bnft_life_insur_ind') }} as text) as wlfr_bnft_life_ind,
        cast({{ indicator('wlfr_bnft_temp_disab_ind') }} as text) as wlfr_bnft_stdisd_ind,
        cast({{ indicator('wlfr_bnft_long_term_disab_ind') }} as text) as wlfr_bnft_ltdisd_ind,
        cast({{ indicator('wlfr_bnft_unemp_ind') }} as text) as wlfr_bnft_unemp_ind,
        cast({{ indicator('wlfr_bnft_drug_ind') }} as text) as wlfr_bnft_drug_ind,
        cast({{ indicator('wlfr_bnft_stop_loss_ind') }} as text) as wlfr_bnft_stop_loss_ind,
        cast({{ indicator('wlfr_bnft_hmo_ind') }} as text) as wlfr_bnft_hmo_ind,
        cast({{ indicator('wlfr_bnft_ppo_ind') }} as text) as wlfr_bnft_ppo_ind,
        cast({{ indicator('wlfr_bnft_indemnity_ind') }} as text) as wlfr_bnft_indemnity_ind,
        cast({{ indicator('wlfr_bnft_other_ind') }} as text) as wlfr_bnft_other_ind,
        cast({{ code_text('wlfr_type_bnft_oth_text') }} as text) as wlfr_bnft_other_text,
        cast(wlfr_premium_received_amt_value as numeric(18, 2)) as wlfr_premium_received_amt,
        cast(wlfr_earned_premium_amt_value as numeric(18, 2)) as wlfr_earned_premium_amt,
        cast(wlfr_charges_paid_amt_value as numeric(18, 2)) as wlfr_charges_paid_amt,
        cast({{ indicator('ins_fail_provide_info_ind') }} as text) as ins_fail_provide_info_ind,
        raw_record,
        cast({{ cast_failures([
            ['form_id', blank_to_null('form_id'), 'form_id_value'],
            ['sch_a_plan_year_begin_date', blank_to_null('sch_a_plan_year_begin_date'),
                'sch_a_plan_year_begin_date_value'],
            ['sch_a_plan_year_end_date', blank_to_null('sch_a_plan_year_end_date'),
                'sch_a_plan_year_end_date_value'],
            ['plan_number', blank_to_null('sch_a_plan_num'), 'plan_number_value'],
            ['sponsor_ein', blank_to_null('sch_a_ein'), 'sponsor_ein_value'],
            ['insurance_company_ein', blank_to_null('ins_carrier_ein'),
                'insurance_company_ein_value'],
            ['covered_lives', blank_to_null('ins_prsn_covered_eoy_cnt'), 'covered_lives_value'],
            ['policy_year_begin_date', blank_to_null('ins_policy_from_date'),
                'policy_year_begin_date_value'],
            ['policy_year_end_date', blank_to_null('ins_policy_to_date'),
                'policy_year_end_date_value'],
            ['broker_commissions_amt', blank_to_null('ins_broker_comm_tot_amt'),
                'broker_commissions_amt_value'],
            ['broker_fees_amt', blank_to_null('ins_broker_fees_tot_amt'), 'broker_fees_amt_value'],
            ['pension_premiums_paid_amt', blank_to_null('pension_prem_paid_tot_amt'),
                'pension_premiums_paid_amt_value'],
            ['wlfr_premium_received_amt', blank_to_null('wlfr_premium_rcvd_amt'),
                'wlfr_premium_received_amt_value'],
            ['wlfr_earned_premium_amt', blank_to_null('wlfr_tot_earned_prem_amt'),
                'wlfr_earned_premium_amt_value'],
            ['wlfr_charges_paid_amt', blank_to_null('wlfr_tot_charges_paid_amt'),
                'wlfr_charges_paid_amt_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
