{#- Incremental by the raw rows that count: a filing that is delivered again, or is gone, changes
    that filing alone. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_rows_gone(ref('int_dol__outcomes'), 'dol.f_5500') }}"
    )
}}

with

staged as (
    select * from {{ ref('stg_dol__f_5500') }}
),

int_dol__outcomes as (
    select * from {{ ref('int_dol__outcomes') }}
),

form_years as (
    select
        source_file,
        {{ try_cast(regex_first('source_file', "'[12][0-9]{3}'"), 'integer') }} as form_year
    from (select distinct source_file from staged) as files
),

final as (
    select
        cast(staged.ack_id as text) as ack_id,
        cast(staged.filing_status as text) as filing_status,
        cast(staged.date_received as date) as date_received,
        cast('5500' as text) as form_type,
        cast(form_years.form_year as integer) as form_year,
        cast(staged.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(staged.form_tax_prd as date) as form_tax_prd,
        cast(staged.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(staged.type_dfe_plan_entity_cd as text) as type_dfe_plan_entity_cd,
        cast(staged.initial_filing_ind as text) as initial_filing_ind,
        cast(staged.amended_ind as text) as amended_ind,
        cast(staged.final_filing_ind as text) as final_filing_ind,
        cast(staged.short_plan_yr_ind as text) as short_plan_yr_ind,
        cast(staged.collective_bargain_ind as text) as collective_bargain_ind,
        cast(staged.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(staged.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(staged.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(staged.spons_dfe_care_of_name as text) as spons_dfe_care_of_name,
        cast(staged.spons_dfe_mail_us_address1 as text) as spons_dfe_mail_us_address1,
        cast(staged.spons_dfe_mail_us_address2 as text) as spons_dfe_mail_us_address2,
        cast(staged.spons_dfe_mail_us_city as text) as spons_dfe_mail_us_city,
        cast(staged.spons_dfe_mail_us_state as text) as spons_dfe_mail_us_state,
        cast(staged.spons_dfe_mail_us_zip as text) as spons_dfe_mail_us_zip,
        cast(staged.spons_dfe_loc_us_address1 as text) as spons_dfe_loc_us_address1,
        cast(staged.spons_dfe_loc_us_address2 as text) as spons_dfe_loc_us_address2,
        cast(staged.spons_dfe_loc_us_city as text) as spons_dfe_loc_us_city,
        cast(staged.spons_dfe_loc_us_state as text) as spons_dfe_loc_us_state,
        cast(staged.spons_dfe_loc_us_zip as text) as spons_dfe_loc_us_zip,
        cast(staged.spons_dfe_phone_num as text) as spons_dfe_phone_num,
        cast(staged.business_code as text) as business_code,
        cast(staged.plan_name as text) as plan_name,
        cast(staged.plan_number as text) as plan_number,
        cast(staged.plan_eff_date as date) as plan_eff_date,
        cast(staged.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(staged.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(staged.funding_insurance_ind as text) as funding_insurance_ind,
        cast(staged.funding_sec412_ind as text) as funding_sec412_ind,
        cast(staged.funding_trust_ind as text) as funding_trust_ind,
        cast(staged.funding_gen_asset_ind as text) as funding_gen_asset_ind,
        cast(staged.benefit_insurance_ind as text) as benefit_insurance_ind,
        cast(staged.benefit_sec412_ind as text) as benefit_sec412_ind,
        cast(staged.benefit_trust_ind as text) as benefit_trust_ind,
        cast(staged.benefit_gen_asset_ind as text) as benefit_gen_asset_ind,
        cast(staged.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(staged.tot_active_partcp_cnt as integer) as tot_active_partcp_cnt,
        cast(staged.rtd_sep_partcp_rcvg_cnt as integer) as rtd_sep_partcp_rcvg_cnt,
        cast(staged.rtd_sep_partcp_fut_cnt as integer) as rtd_sep_partcp_fut_cnt,
        cast(staged.subtl_act_rtd_sep_cnt as integer) as subtl_act_rtd_sep_cnt,
        cast(staged.benef_rcvg_bnft_cnt as integer) as benef_rcvg_bnft_cnt,
        cast(staged.tot_act_rtd_sep_benef_cnt as integer) as tot_act_rtd_sep_benef_cnt,
        cast(staged.partcp_account_bal_cnt as integer) as partcp_account_bal_cnt,
        cast(staged.sep_partcp_partl_vstd_cnt as integer) as sep_partcp_partl_vstd_cnt,
        cast(staged.contrib_emplrs_cnt as integer) as contrib_emplrs_cnt,
        cast(staged.sch_a_attached_ind as text) as sch_a_attached_ind,
        cast(staged.num_sch_a_attached_cnt as integer) as num_sch_a_attached_cnt,
        cast(staged.sch_c_attached_ind as text) as sch_c_attached_ind,
        cast(staged.sch_d_attached_ind as text) as sch_d_attached_ind,
        cast(staged.sch_g_attached_ind as text) as sch_g_attached_ind,
        cast(staged.sch_h_attached_ind as text) as sch_h_attached_ind,
        cast(staged.sch_i_attached_ind as text) as sch_i_attached_ind,
        cast(staged.sch_mb_attached_ind as text) as sch_mb_attached_ind,
        cast(staged.sch_sb_attached_ind as text) as sch_sb_attached_ind,
        cast(staged.sch_r_attached_ind as text) as sch_r_attached_ind,
        cast(staged.admin_name as text) as admin_name,
        cast(staged.admin_ein as text) as admin_ein,
        cast(staged.admin_us_state as text) as admin_us_state,
        cast(staged.tot_act_rtd_sep_benef_cnt as integer) as tot_partcp_eoy_cnt,
        cast({{ date_part_int('year', 'staged.form_plan_year_begin_date') }} as integer)
            as plan_year,
        cast(staged.dfvc_program_ind as text) as dfvc_program_ind,
        cast(staged.spons_dfe_mail_foreign_cntry as text) as spons_dfe_mail_foreign_cntry,
        cast(staged.last_rpt_spons_name as text) as last_rpt_spons_name,
        cast(staged.last_rpt_spons_ein as text) as last_rpt_spons_ein,
        cast(staged.last_rpt_plan_num as text) as last_rpt_plan_num,
        cast(staged.tot_act_partcp_boy_cnt as integer) as tot_act_partcp_boy_cnt,
        cast(staged.ein_was_padded as boolean) as ein_was_padded,
        cast(staged.source_file as text) as source_file,
        cast(staged.raw_row_id as text) as raw_row_id
    from staged
    left join form_years
        on staged.source_file = form_years.source_file
    where {{ promoted_rows('dol.f_5500') }}
)

select * from final
