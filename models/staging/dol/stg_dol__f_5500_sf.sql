{#- A file is read once: again only when it or the columns it is read by have changed. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_files('dol', 'f_5500_sf') }}",
        post_hook="{{ number_copies() }}"
    )
}}

with

source as (
    select
        *,
        {{ row_content_hash('dol', 'f_5500_sf') }} as content_hash
    from {{ source('dol', 'f_5500_sf') }}
    where {{ in_changed_files('dol', 'f_5500_sf') }}
),

cast_once as (
    select
        *,
        {{ to_date('sf_plan_year_begin_date') }} as form_plan_year_begin_date_value,
        {{ to_date('sf_tax_prd') }} as form_tax_prd_value,
        {{ plan_number('sf_plan_num') }} as plan_number_value,
        {{ to_date('sf_plan_eff_date') }} as plan_eff_date_value,
        {{ ein('sf_spons_ein') }} as sponsor_dfe_ein_value,
        {{ to_integer('sf_tot_partcp_boy_cnt') }} as tot_partcp_boy_cnt_value,
        {{ to_integer('sf_tot_act_partcp_boy_cnt') }} as tot_active_partcp_boy_cnt_value,
        {{ to_integer('sf_tot_act_partcp_eoy_cnt') }} as tot_active_partcp_eoy_cnt_value,
        {{ to_integer('sf_tot_act_rtd_sep_benef_cnt') }} as tot_partcp_eoy_cnt_value,
        {{ to_integer('sf_partcp_account_bal_cnt') }} as partcp_account_bal_cnt_value,
        {{ to_numeric('sf_tot_assets_boy_amt', 18, 2) }} as tot_assets_boy_amt_value,
        {{ to_numeric('sf_tot_assets_eoy_amt', 18, 2) }} as tot_assets_eoy_amt_value,
        {{ to_numeric('sf_net_assets_eoy_amt', 18, 2) }} as net_assets_eoy_amt_value,
        {{ to_numeric('sf_fail_transmit_contrib_amt', 18, 2) }} as fail_transmit_contrib_amt_value,
        {{ to_numeric('sf_broker_fees_paid_amt', 18, 2) }} as broker_fees_paid_amt_value,
        {{ to_date('date_received') }} as date_received_value,
        case
            when
                {{ code_text('ack_id') }} is null
                or {{ ein('sf_spons_ein') }} is null
                or {{ plan_number('sf_plan_num') }} is null
                or {{ to_date('sf_plan_year_begin_date') }} is null
                then {{ row_json('source') }}
        end as raw_record
    from source
),

final as (
    select
        cast({{ content_row_id('dol.f_5500_sf', 'content_hash') }} as text) as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ source_file_version('dol', 'f_5500_sf') }} as text) as source_version,
        cast({{ code_text('ack_id') }} as text) as ack_id,
        cast(form_plan_year_begin_date_value as date) as form_plan_year_begin_date,
        cast(form_tax_prd_value as date) as form_tax_prd,
        cast({{ code_text('sf_plan_entity_cd') }} as text) as type_plan_entity_cd,
        cast({{ indicator('sf_initial_filing_ind') }} as text) as initial_filing_ind,
        cast({{ indicator('sf_amended_ind') }} as text) as amended_ind,
        cast({{ indicator('sf_final_filing_ind') }} as text) as final_filing_ind,
        cast({{ indicator('sf_short_plan_yr_ind') }} as text) as short_plan_year_ind,
        cast({{ indicator('sf_dfvc_program_ind') }} as text) as dfvc_program_ind,
        cast({{ clean_text('sf_plan_name') }} as text) as plan_name,
        cast(plan_number_value as text) as plan_number,
        cast(plan_eff_date_value as date) as plan_eff_date,
        cast({{ clean_text('sf_sponsor_name') }} as text) as sponsor_dfe_name,
        cast({{ clean_text('sf_sponsor_dfe_dba_name') }} as text) as spons_dfe_dba_name,
        cast({{ code_text('sf_spons_us_address1') }} as text) as spons_dfe_mail_us_address1,
        cast({{ code_text('sf_spons_us_address2') }} as text) as spons_dfe_mail_us_address2,
        cast({{ clean_text('sf_spons_us_city') }} as text) as spons_dfe_mail_us_city,
        cast({{ code_text('sf_spons_us_state') }} as text) as spons_dfe_mail_us_state,
        cast({{ code_text('sf_spons_us_zip') }} as text) as spons_dfe_mail_us_zip,
        cast({{ code_text('sf_spons_foreign_cntry') }} as text) as spons_dfe_mail_foreign_cntry,
        cast({{ code_text('sf_spons_loc_us_address1') }} as text) as spons_dfe_loc_us_address1,
        cast({{ code_text('sf_spons_loc_us_address2') }} as text) as spons_dfe_loc_us_address2,
        cast({{ clean_text('sf_spons_loc_us_city') }} as text) as spons_dfe_loc_us_city,
        cast({{ code_text('sf_spons_loc_us_state') }} as text) as spons_dfe_loc_us_state,
        cast({{ code_text('sf_spons_loc_us_zip') }} as text) as spons_dfe_loc_us_zip,
        cast(sponsor_dfe_ein_value as text) as sponsor_dfe_ein,
        cast({{ code_text('sf_spons_phone_num') }} as text) as spons_dfe_phone_num,
        cast({{ code_text('sf_business_code') }} as text) as business_code,
        cast({{ clean_text('sf_last_rpt_spons_name') }} as text) as last_rpt_spons_name,
        cast({{ code_text('sf_last_rpt_spons_ein') }} as text) as last_rpt_spons_ein,
        cast({{ code_text('sf_last_rpt_plan_num') }} as text) as last_rpt_plan_num,
        cast(tot_partcp_boy_cnt_value as integer) as tot_partcp_boy_cnt,
        cast(tot_active_partcp_boy_cnt_value as integer) as tot_active_partcp_boy_cnt,
        cast(tot_active_partcp_eoy_cnt_value as integer) as tot_active_partcp_eoy_cnt,
        cast(tot_partcp_eoy_cnt_value as integer) as tot_partcp_eoy_cnt,
        cast(partcp_account_bal_cnt_value as integer) as partcp_account_bal_cnt,
        cast(tot_assets_boy_amt_value as numeric(18, 2)) as tot_assets_boy_amt,
        cast(tot_assets_eoy_amt_value as numeric(18, 2)) as tot_assets_eoy_amt,
        cast(net_assets_eoy_amt_value as numeric(18, 2)) as net_assets_eoy_amt,
        cast({{ code_text('sf_type_pension_bnft_code') }} as text) as type_pension_bnft_code,
        cast({{ code_text('sf_type_welfare_bnft_code') }} as text) as type_welfare_bnft_code,
        cast({{ indicator('sf_fail_transmit_contrib_ind') }} as text) as fail_transmit_contrib_ind,
        cast(fail_transmit_contrib_amt_value as numeric(18, 2)) as fail_transmit_contrib_amt,
        cast({{ indicator('sf_broker_fees_paid_ind') }} as text) as broker_fees_paid_ind,
        cast(broker_fees_paid_amt_value as numeric(18, 2)) as broker_fees_paid_amt,
        cast({{ indicator('sf_401k_plan_ind') }} as text) as is_401k_plan_ind,
        cast({{ code_text('filing_status') }} as text) as filing_status,
        cast(date_received_value as date) as date_received,
        cast({{ code_text('valid_admin_signature') }} as text) as valid_admin_signature,
        cast({{ code_text('valid_sponsor_signature') }} as text) as valid_sponsor_signature,
        cast({{ ein_was_padded('sf_spons_ein') }} as boolean) as ein_was_padded,
        raw_record,
        cast({{ cast_failures([
            ['form_plan_year_begin_date', blank_to_null('sf_plan_year_begin_date'),
                'form_plan_year_begin_date_value'],
            ['form_tax_prd', blank_to_null('sf_tax_prd'), 'form_tax_prd_value'],
            ['plan_eff_date', blank_to_null('sf_plan_eff_date'), 'plan_eff_date_value'],
            ['tot_partcp_boy_cnt', blank_to_null('sf_tot_partcp_boy_cnt'),
                'tot_partcp_boy_cnt_value'],
            ['tot_active_partcp_boy_cnt', blank_to_null('sf_tot_act_partcp_boy_cnt'),
                'tot_active_partcp_boy_cnt_value'],
            ['tot_active_partcp_eoy_cnt', blank_to_null('sf_tot_act_partcp_eoy_cnt'),
                'tot_active_partcp_eoy_cnt_value'],
            ['tot_partcp_eoy_cnt', blank_to_null('sf_tot_act_rtd_sep_benef_cnt'),
                'tot_partcp_eoy_cnt_value'],
            ['partcp_account_bal_cnt', blank_to_null('sf_partcp_account_bal_cnt'),
                'partcp_account_bal_cnt_value'],
            ['tot_assets_boy_amt', blank_to_null('sf_tot_assets_boy_amt'),
                'tot_assets_boy_amt_value'],
            ['tot_assets_eoy_amt', blank_to_null('sf_tot_assets_eoy_amt'),
                'tot_assets_eoy_amt_value'],
            ['net_assets_eoy_amt', blank_to_null('sf_net_assets_eoy_amt'),
                'net_assets_eoy_amt_value'],
            ['fail_transmit_contrib_amt', blank_to_null('sf_fail_transmit_contrib_amt'),
                'fail_transmit_contrib_amt_value'],
            ['broker_fees_paid_amt', blank_to_null('sf_broker_fees_paid_amt'),
                'broker_fees_paid_amt_value'],
            ['date_received', blank_to_null('date_received'), 'date_received_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
