{#- Incremental by the raw rows that count: a filing that is delivered again, or is gone, changes
    that filing alone. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_rows_gone(ref('int_dol__outcomes'), 'dol.f_5500_sf') }}"
    )
}}

with

staged as (
    select * from {{ ref('stg_dol__f_5500_sf') }}
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
        cast(
            case
                when
                    staged.valid_admin_signature like '%authorized/valid%'
                    or staged.valid_sponsor_signature like '%authorized/valid%'
                    then '1'
                when
                    staged.valid_admin_signature is not null
                    or staged.valid_sponsor_signature is not null
                    then '0'
            end as text
        ) as valid_sig,
        cast('5500-SF' as text) as form_type,
        cast(form_years.form_year as integer) as form_year,
        cast(staged.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(staged.sponsor_dfe_name as text) as sponsor_dfe_name,
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
        cast(case when staged.type_pension_bnft_code is not null then '1' else '0' end as text)
            as plan_type_pension_ind,
        cast(case when staged.type_welfare_bnft_code is not null then '1' else '0' end as text)
            as plan_type_welfare_ind,
        cast(staged.tot_active_partcp_boy_cnt as integer) as tot_active_partcp_boy_cnt,
        cast(staged.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(staged.tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(staged.tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt,
        cast(staged.short_plan_year_ind as text) as short_plan_year_ind,
        cast(staged.dfvc_program_ind as text) as dfvc_program_ind,
        cast({{ date_part_int('year', 'staged.form_plan_year_begin_date') }} as integer)
            as plan_year,
        cast(staged.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(staged.form_tax_prd as date) as form_tax_prd,
        cast(staged.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(staged.initial_filing_ind as text) as initial_filing_ind,
        cast(staged.amended_ind as text) as amended_ind,
        cast(staged.final_filing_ind as text) as final_filing_ind,
        cast(staged.plan_eff_date as date) as plan_eff_date,
        cast(staged.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(staged.spons_dfe_mail_foreign_cntry as text) as spons_dfe_mail_foreign_cntry,
        cast(staged.last_rpt_spons_name as text) as last_rpt_spons_name,
        cast(staged.last_rpt_spons_ein as text) as last_rpt_spons_ein,
        cast(staged.last_rpt_plan_num as text) as last_rpt_plan_num,
        cast(staged.partcp_account_bal_cnt as integer) as partcp_account_bal_cnt,
        cast(staged.tot_assets_boy_amt as numeric(18, 2)) as tot_assets_boy_amt,
        cast(staged.tot_assets_eoy_amt as numeric(18, 2)) as tot_assets_eoy_amt,
        cast(staged.net_assets_eoy_amt as numeric(18, 2)) as net_assets_eoy_amt,
        cast(staged.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(staged.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(staged.fail_transmit_contrib_ind as text) as fail_transmit_contrib_ind,
        cast(staged.fail_transmit_contrib_amt as numeric(18, 2)) as fail_transmit_contrib_amt,
        cast(staged.broker_fees_paid_ind as text) as broker_fees_paid_ind,
        cast(staged.broker_fees_paid_amt as numeric(18, 2)) as broker_fees_paid_amt,
        cast(staged.is_401k_plan_ind as text) as is_401k_plan_ind,
        cast(staged.ein_was_padded as boolean) as ein_was_padded,
        cast(staged.source_file as text) as source_file,
        cast(staged.raw_row_id as text) as raw_row_id
    from staged
    left join form_years
        on staged.source_file = form_years.source_file
    where {{ promoted_rows('dol.f_5500_sf') }}
)

select * from final
