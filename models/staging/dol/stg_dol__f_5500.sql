{#- A file is read once: again only when it or the columns it is read by have changed. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_files('dol', 'f_5500') }}",
        post_hook="{{ number_copies() }}"
    )
}}

with

source as (
    select
        *,
        {{ row_content_hash('dol', 'f_5500') }} as content_hash
    from {{ source('dol', 'f_5500') }}
    where {{ in_changed_files('dol', 'f_5500') }}
),

cast_once as (
    select
        *,
        {{ to_date('form_plan_year_begin_date') }} as form_plan_year_begin_date_value,
        {{ to_date('form_tax_prd') }} as form_tax_prd_value,
        {{ plan_number('spons_dfe_pn') }} as plan_number_value,
        {{ to_date('plan_eff_date') }} as plan_eff_date_value,
        {{ ein('spons_dfe_ein') }} as sponsor_dfe_ein_value,
        {{ to_integer('tot_partcp_boy_cnt') }} as tot_partcp_boy_cnt_value,
        {{ to_integer('tot_act_partcp_boy_cnt') }} as tot_act_partcp_boy_cnt_value,
        {{ to_integer('tot_active_partcp_cnt') }} as tot_active_partcp_cnt_value,
        {{ to_integer('rtd_sep_partcp_rcvg_cnt') }} as rtd_sep_partcp_rcvg_cnt_value,
        {{ to_integer('rtd_sep_partcp_fut_cnt') }} as rtd_sep_partcp_fut_cnt_value,
        {{ to_integer('subtl_act_rtd_sep_cnt') }} as subtl_act_rtd_sep_cnt_value,
        {{ to_integer('benef_rcvg_bnft_cnt') }} as benef_rcvg_bnft_cnt_value,
        {{ to_integer('tot_act_rtd_sep_benef_cnt') }} as tot_act_rtd_sep_benef_cnt_value,
        {{ to_integer('partcp_account_bal_cnt') }} as partcp_account_bal_cnt_value,
        {{ to_integer('sep_partcp_partl_vstd_cnt') }} as sep_partcp_partl_vstd_cnt_value,
        {{ to_integer('contrib_emplrs_cnt') }} as contrib_emplrs_cnt_value,
        {{ to_integer('num_sch_a_attached_cnt') }} as num_sch_a_attached_cnt_value,
        {{ to_date('date_received') }} as date_received_value,
        case
            when
                {{ code_text('ack_id') }} is null
                or {{ ein('spons_dfe_ein') }} is null
                or {{ plan_number('spons_dfe_pn') }} is null
                or {{ to_date('form_plan_year_begin_date') }} is null
                then {{ row_json('source') }}
        end as raw_record
    from source
),

final as (
    select
        cast({{ content_row_id('dol.f_5500', 'content_hash') }} as text) as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ source_file_version('dol', 'f_5500') }} as text) as source_version,
        cast({{ code_text('ack_id') }} as text) as ack_id,
        cast(form_plan_year_begin_date_value as date) as form_plan_year_begin_date,
        cast(form_tax_prd_value as date) as form_tax_prd,
        cast({{ code_text('type_plan_entity_cd') }} as text) as type_plan_entity_cd,
        cast({{ code_text('type_dfe_plan_entity_cd') }} as text) as type_dfe_plan_entity_cd,
        cast({{ indicator('initial_filing_ind') }} as text) as initial_filing_ind,
        cast({{ indicator('amended_ind') }} as text) as amended_ind,
        cast({{ indicator('final_filing_ind') }} as text) as final_filing_ind,
        cast({{ indicator('short_plan_yr_ind') }} as text) as short_plan_yr_ind,
        cast({{ indicator('collective_bargain_ind') }} as text) as collective_bargain_ind,
        cast({{ indicator('dfvc_program_ind') }} as text) as dfvc_program_ind,
        cast({{ clean_text('plan_name') }} as text) as plan_name,
        cast(plan_number_value as text) as plan_number,
        cast(plan_eff_date_value as date) as plan_eff_date,
        cast({{ clean_text('sponsor_dfe_name') }} as text) as sponsor_dfe_name,
        cast({{ clean_text('spons_dfe_dba_name') }} as text) as spons_dfe_dba_name,
        cast({{ code_text('spons_dfe_care_of_name') }} as text) as spons_dfe_care_of_name,
        cast({{ code_text('spons_dfe_mail_us_address1') }} as text) as spons_dfe_mail_us_address1,
        cast({{ code_text('spons_dfe_mail_us_address2') }} as text) as spons_dfe_mail_us_address2,
        cast({{ clean_text('spons_dfe_mail_us_city') }} as text) as spons_dfe_mail_us_city,
        cast({{ code_text('spons_dfe_mail_us_state') }} as text) as spons_dfe_mail_us_state,
        cast({{ code_text('spons_dfe_mail_us_zip') }} as text) as spons_dfe_mail_us_zip,
        cast({{ code_text('spons_dfe_mail_foreign_cntry') }} as text)
            as spons_dfe_mail_foreign_cntry,
        cast({{ code_text('spons_dfe_loc_us_address1') }} as text) as spons_dfe_loc_us_address1,
        cast({{ code_text('spons_dfe_loc_us_address2') }} as text) as spons_dfe_loc_us_address2,
        cast({{ clean_text('spons_dfe_loc_us_city') }} as text) as spons_dfe_loc_us_city,
        cast({{ code_text('spons_dfe_loc_us_state') }} as text) as spons_dfe_loc_us_state,
        cast({{ code_text('spons_dfe_loc_us_zip') }} as text) as spons_dfe_loc_us_zip,
        cast(sponsor_dfe_ein_value as text) as sponsor_dfe_ein,
        cast({{ code_text('spons_dfe_phone_num') }} as text) as spons_dfe_phone_num,
        cast({{ code_text('business_code') }} as text) as business_code,
        cast({{ code_text('admin_name') }} as text) as admin_name,
        cast({{ code_text('admin_us_state') }} as text) as admin_us_state,
        cast({{ code_text('admin_ein') }} as text) as admin_ein,
        cast({{ clean_text('last_rpt_spons_name') }} as text) as last_rpt_spons_name,
        cast({{ code_text('last_rpt_spons_ein') }} as text) as last_rpt_spons_ein,
        cast({{ code_text('last_rpt_plan_num') }} as text) as last_rpt_plan_num,
        cast(tot_partcp_boy_cnt_value as integer) as tot_partcp_boy_cnt,
        cast(tot_act_partcp_boy_cnt_value as integer) as tot_act_partcp_boy_cnt,
        cast(tot_active_partcp_cnt_value as integer) as tot_active_partcp_cnt,
        cast(rtd_sep_partcp_rcvg_cnt_value as integer) as rtd_sep_partcp_rcvg_cnt,
        cast(rtd_sep_partcp_fut_cnt_value as integer) as rtd_sep_partcp_fut_cnt,
        cast(subtl_act_rtd_sep_cnt_value as integer) as subtl_act_rtd_sep_cnt,
        cast(benef_rcvg_bnft_cnt_value as integer) as benef_rcvg_bnft_cnt,
        cast(tot_act_rtd_sep_benef_cnt_value as integer) as tot_act_rtd_sep_benef_cnt,
        cast(partcp_account_bal_cnt_value as integer) as partcp_account_bal_cnt,
        cast(sep_partcp_partl_vstd_cnt_value as integer) as sep_partcp_partl_vstd_cnt,
        cast(contrib_emplrs_cnt_value as integer) as contrib_emplrs_cnt,
        cast({{ code_text('type_pension_bnft_code') }} as text) as type_pension_bnft_code,
        cast({{ code_text('type_welfare_bnft_code') }} as text) as type_welfare_bnft_code,
        cast({{ indicator('funding_insurance_ind') }} as text) as funding_insurance_ind,
        cast({{ indicator('funding_sec412_ind') }} as text) as funding_sec412_ind,
        cast({{ indicator('funding_trust_ind') }} as text) as funding_trust_ind,
        cast({{ indicator('funding_gen_asset_ind') }} as text) as funding_gen_asset_ind,
        cast({{ indicator('benefit_insurance_ind') }} as text) as benefit_insurance_ind,
        cast({{ indicator('benefit_sec412_ind') }} as text) as benefit_sec412_ind,
        cast({{ indicator('benefit_trust_ind') }} as text) as benefit_trust_ind,
        cast({{ indicator('benefit_gen_asset_ind') }} as text) as benefit_gen_asset_ind,
        cast({{ indicator('sch_r_attached_ind') }} as text) as sch_r_attached_ind,
        cast({{ indicator('sch_mb_attached_ind') }} as text) as sch_mb_attached_ind,
        cast({{ indicator('sch_sb_attached_ind') }} as text) as sch_sb_attached_ind,
        cast({{ indicator('sch_h_attached_ind') }} as text) as sch_h_attached_ind,
        cast({{ indicator('sch_i_attached_ind') }} as text) as sch_i_attached_ind,
        cast({{ indicator('sch_a_attached_ind') }} as text) as sch_a_attached_ind,
        cast(num_sch_a_attached_cnt_value as integer) as num_sch_a_attached_cnt,
        cast({{ indicator('sch_c_attached_ind') }} as text) as sch_c_attached_ind,
        cast({{ indicator('sch_d_attached_ind') }} as text) as sch_d_attached_ind,
        cast({{ indicator('sch_g_attached_ind') }} as text) as sch_g_attached_ind,
        cast({{ code_text('filing_status') }} as text) as filing_status,
        cast(date_received_value as date) as date_received,
        cast({{ ein_was_padded('spons_dfe_ein') }} as boolean) as ein_was_padded,
        raw_record,
        cast({{ cast_failures([
            ['form_plan_year_begin_date', blank_to_null('form_plan_year_begin_date'),
                'form_plan_year_begin_date_value'],
            ['form_tax_prd', blank_to_null('form_tax_prd'), 'form_tax_prd_value'],
            ['plan_eff_date', blank_to_null('plan_eff_date'), 'plan_eff_date_value'],
            ['tot_partcp_boy_cnt', blank_to_null('tot_partcp_boy_cnt'), 'tot_partcp_boy_cnt_value'],
            ['tot_act_partcp_boy_cnt', blank_to_null('tot_act_partcp_boy_cnt'),
                'tot_act_partcp_boy_cnt_value'],
            ['tot_active_partcp_cnt', blank_to_null('tot_active_partcp_cnt'),
                'tot_active_partcp_cnt_value'],
            ['rtd_sep_partcp_rcvg_cnt', blank_to_null('rtd_sep_partcp_rcvg_cnt'),
                'rtd_sep_partcp_rcvg_cnt_value'],
            ['rtd_sep_partcp_fut_cnt', blank_to_null('rtd_sep_partcp_fut_cnt'),
                'rtd_sep_partcp_fut_cnt_value'],
            ['subtl_act_rtd_sep_cnt', blank_to_null('subtl_act_rtd_sep_cnt'),
                'subtl_act_rtd_sep_cnt_value'],
            ['benef_rcvg_bnft_cnt', blank_to_null('benef_rcvg_bnft_cnt'),
                'benef_rcvg_bnft_cnt_value'],
            ['tot_act_rtd_sep_benef_cnt', blank_to_null('tot_act_rtd_sep_benef_cnt'),
                'tot_act_rtd_sep_benef_cnt_value'],
            ['partcp_account_bal_cnt', blank_to_null('partcp_account_bal_cnt'),
                'partcp_account_bal_cnt_value'],
            ['sep_partcp_partl_vstd_cnt', blank_to_null('sep_partcp_partl_vstd_cnt'),
                'sep_partcp_partl_vstd_cnt_value'],
            ['contrib_emplrs_cnt', blank_to_null('contrib_emplrs_cnt'), 'contrib_emplrs_cnt_value'],
            ['num_sch_a_attached_cnt', blank_to_null('num_sch_a_attached_cnt'),
                'num_sch_a_attached_cnt_value'],
            ['date_received', blank_to_null('date_received'), 'date_received_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
