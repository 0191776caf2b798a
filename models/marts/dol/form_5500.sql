{#- Incremental by the raw rows that count: a filing that is delivered again, or is gone, changes
    that filing alone. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_rows_not_in(ref('stg_dol__f_5500'), ref('int_dol__set_aside')) }}"
    )
}}

with

stg_dol__f_5500 as not materialized (
    select * from {{ ref('stg_dol__f_5500') }}
),

int_dol__set_aside as (
    select * from {{ ref('int_dol__set_aside') }}
),

promoted as (
    {{ new_promoted_rows('stg_dol__f_5500', 'int_dol__set_aside') }}
),

form_years as (
    select
        source_file,
        {{ try_cast(regex_first('source_file', "'[12][0-9]{3}'"), 'integer') }} as form_year
    from (select distinct source_file from stg_dol__f_5500) as files
),

final as (
    select
        cast(promoted.ack_id as text) as ack_id,
        cast(promoted.filing_status as text) as filing_status,
        cast(promoted.date_received as date) as date_received,
        cast('5500' as text) as form_type,
        cast(form_years.form_year as integer) as form_year,
        cast(promoted.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(promoted.form_tax_prd as date) as form_tax_prd,
        cast(promoted.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(promoted.type_dfe_plan_entity_cd as text) as type_dfe_plan_entity_cd,
        cast(promoted.initial_filing_ind as text) as initial_filing_ind,
        cast(promoted.amended_ind as text) as amended_ind,
        cast(promoted.final_filing_ind as text) as final_filing_ind,
        cast(promoted.short_plan_yr_ind as text) as short_plan_yr_ind,
        cast(promoted.collective_bargain_ind as text) as collective_bargain_ind,
        cast(promoted.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(promoted.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(promoted.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(promoted.spons_dfe_care_of_name as text) as spons_dfe_care_of_name,
        cast(promoted.spons_dfe_mail_us_address1 as text) as spons_dfe_mail_us_address1,
        cast(promoted.spons_dfe_mail_us_address2 as text) as spons_dfe_mail_us_address2,
        cast(promoted.spons_dfe_mail_us_city as text) as spons_dfe_mail_us_city,
        cast(promoted.spons_dfe_mail_us_state as text) as spons_dfe_mail_us_state,
        cast(promoted.spons_dfe_mail_us_zip as text) as spons_dfe_mail_us_zip,
        cast(promoted.spons_dfe_loc_us_address1 as text) as spons_dfe_loc_us_address1,
        cast(promoted.spons_dfe_loc_us_address2 as text) as spons_dfe_loc_us_address2,
        cast(promoted.spons_dfe_loc_us_city as text) as spons_dfe_loc_us_city,
        cast(promoted.spons_dfe_loc_us_state as text) as spons_dfe_loc_us_state,
        cast(promoted.spons_dfe_loc_us_zip as text) as spons_dfe_loc_us_zip,
        cast(promoted.spons_dfe_phone_num as text) as spons_dfe_phone_num,
        cast(promoted.business_code as text) as business_code,
        cast(promoted.plan_name as text) as plan_name,
        cast(promoted.plan_number as text) as plan_number,
        cast(promoted.plan_eff_date as date) as plan_eff_date,
        cast(promoted.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(promoted.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(promoted.funding_insurance_ind as text) as funding_insurance_ind,
        cast(promoted.funding_sec412_ind as text) as funding_sec412_ind,
        cast(promoted.funding_trust_ind as text) as funding_trust_ind,
        cast(promoted.funding_gen_asset_ind as text) as funding_gen_asset_ind,
        cast(promoted.benefit_insurance_ind as text) as benefit_insurance_ind,
        cast(promoted.benefit_sec412_ind as text) as benefit_sec412_ind,
        cast(promoted.benefit_trust_ind as text) as benefit_trust_ind,
        cast(promoted.benefit_gen_asset_ind as text) as benefit_gen_asset_ind,
        cast(promoted.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(promoted.tot_active_partcp_cnt as integer) as tot_active_partcp_cnt,
        cast(promoted.rtd_sep_partcp_rcvg_cnt as integer) as rtd_sep_partcp_rcvg_cnt,
        cast(promoted.rtd_sep_partcp_fut_cnt as integer) as rtd_sep_partcp_fut_cnt,
        cast(promoted.subtl_act_rtd_sep_cnt as integer) as subtl_act_rtd_sep_cnt,
        cast(promoted.benef_rcvg_bnft_cnt as integer) as benef_rcvg_bnft_cnt,
        cast(promoted.tot_act_rtd_sep_benef_cnt as integer) as tot_act_rtd_sep_benef_cnt,
        cast(promoted.partcp_account_bal_cnt as integer) as partcp_account_bal_cnt,
        cast(promoted.sep_partcp_partl_vstd_cnt as integer) as sep_partcp_partl_vstd_cnt,
        cast(promoted.contrib_emplrs_cnt as integer) as contrib_emplrs_cnt,
        cast(promoted.sch_a_attached_ind as text) as sch_a_attached_ind,
        cast(promoted.num_sch_a_attached_cnt as integer) as num_sch_a_attached_cnt,
        cast(promoted.sch_c_attached_ind as text) as sch_c_attached_ind,
        cast(promoted.sch_d_attached_ind as text) as sch_d_attached_ind,
        cast(promoted.sch_g_attached_ind as text) as sch_g_attached_ind,
        cast(promoted.sch_h_attached_ind as text) as sch_h_attached_ind,
        cast(promoted.sch_i_attached_ind as text) as sch_i_attached_ind,
        cast(promoted.sch_mb_attached_ind as text) as sch_mb_attached_ind,
        cast(promoted.sch_sb_attached_ind as text) as sch_sb_attached_ind,
        cast(promoted.sch_r_attached_ind as text) as sch_r_attached_ind,
        cast(promoted.admin_name as text) as admin_name,
        cast(promoted.admin_ein as text) as admin_ein,
        cast(promoted.admin_us_state as text) as admin_us_state,
        cast(promoted.tot_act_rtd_sep_benef_cnt as integer) as tot_partcp_eoy_cnt,
        cast({{ date_part_int('year', 'promoted.form_plan_year_begin_date') }} as integer)
            as plan_year,
        cast(promoted.dfvc_program_ind as text) as dfvc_program_ind,
        cast(promoted.spons_dfe_mail_foreign_cntry as text) as spons_dfe_mail_foreign_cntry,
        cast(promoted.last_rpt_spons_name as text) as last_rpt_spons_name,
        cast(promoted.last_rpt_spons_ein as text) as last_rpt_spons_ein,
        cast(promoted.last_rpt_plan_num as text) as last_rpt_plan_num,
        cast(promoted.tot_act_partcp_boy_cnt as integer) as tot_act_partcp_boy_cnt,
        cast(promoted.ein_was_padded as boolean) as ein_was_padded,
        cast(promoted.source_file as text) as source_file,
        cast(promoted.raw_row_id as text) as raw_row_id
    from promoted
    left join form_years
        on promoted.source_file = form_years.source_file
)

select * from final
