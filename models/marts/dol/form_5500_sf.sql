{#- Incremental by the raw rows that count: a filing that is delivered again, or is gone, changes
    that filing alone. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_rows_not_in(ref('stg_dol__f_5500_sf'), ref('int_dol__set_aside')) }}"
    )
}}

with

stg_dol__f_5500_sf as not materialized (
    select * from {{ ref('stg_dol__f_5500_sf') }}
),

int_dol__set_aside as (
    select * from {{ ref('int_dol__set_aside') }}
),

promoted as (
    {{ new_promoted_rows('stg_dol__f_5500_sf', 'int_dol__set_aside') }}
),

form_years as (
    select
        source_file,
        {{ try_cast(regex_first('source_file', "'[12][0-9]{3}'"), 'integer') }} as form_year
    from (select distinct source_file from stg_dol__f_5500_sf) as files
),

final as (
    select
        cast(promoted.ack_id as text) as ack_id,
        cast(promoted.filing_status as text) as filing_status,
        cast(promoted.date_received as date) as date_received,
        cast(
            case
                when
                    promoted.valid_admin_signature like '%authorized/valid%'
                    or promoted.valid_sponsor_signature like '%authorized/valid%'
                    then '1'
                when
                    promoted.valid_admin_signature is not null
                    or promoted.valid_sponsor_signature is not null
                    then '0'
            end as text
        ) as valid_sig,
        cast('5500-SF' as text) as form_type,
        cast(form_years.form_year as integer) as form_year,
        cast(promoted.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(promoted.sponsor_dfe_name as text) as sponsor_dfe_name,
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
        cast(case when promoted.type_pension_bnft_code is not null then '1' else '0' end as text)
            as plan_type_pension_ind,
        cast(case when promoted.type_welfare_bnft_code is not null then '1' else '0' end as text)
            as plan_type_welfare_ind,
        cast(promoted.tot_active_partcp_boy_cnt as integer) as tot_active_partcp_boy_cnt,
        cast(promoted.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(promoted.tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(promoted.tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt,
        cast(promoted.short_plan_year_ind as text) as short_plan_year_ind,
        cast(promoted.dfvc_program_ind as text) as dfvc_program_ind,
        cast({{ date_part_int('year', 'promoted.form_plan_year_begin_date') }} as integer)
            as plan_year,
        cast(promoted.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(promoted.form_tax_prd as date) as form_tax_prd,
        cast(promoted.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(promoted.initial_filing_ind as text) as initial_filing_ind,
        cast(promoted.amended_ind as text) as amended_ind,
        cast(promoted.final_filing_ind as text) as final_filing_ind,
        cast(promoted.plan_eff_date as date) as plan_eff_date,
        cast(promoted.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(promoted.spons_dfe_mail_foreign_cntry as text) as spons_dfe_mail_foreign_cntry,
        cast(promoted.last_rpt_spons_name as text) as last_rpt_spons_name,
        cast(promoted.last_rpt_spons_ein as text) as last_rpt_spons_ein,
        cast(promoted.last_rpt_plan_num as text) as last_rpt_plan_num,
        cast(promoted.partcp_account_bal_cnt as integer) as partcp_account_bal_cnt,
        cast(promoted.tot_assets_boy_amt as numeric(18, 2)) as tot_assets_boy_amt,
        cast(promoted.tot_assets_eoy_amt as numeric(18, 2)) as tot_assets_eoy_amt,
        cast(promoted.net_assets_eoy_amt as numeric(18, 2)) as net_assets_eoy_amt,
        cast(promoted.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(promoted.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(promoted.fail_transmit_contrib_ind as text) as fail_transmit_contrib_ind,
        cast(promoted.fail_transmit_contrib_amt as numeric(18, 2)) as fail_transmit_contrib_amt,
        cast(promoted.broker_fees_paid_ind as text) as broker_fees_paid_ind,
        cast(promoted.broker_fees_paid_amt as numeric(18, 2)) as broker_fees_paid_amt,
        cast(promoted.is_401k_plan_ind as text) as is_401k_plan_ind,
        cast(promoted.ein_was_padded as boolean) as ein_was_padded,
        cast(promoted.source_file as text) as source_file,
        cast(promoted.raw_row_id as text) as raw_row_id
    from promoted
    left join form_years
        on promoted.source_file = form_years.source_file
)

select * from final
