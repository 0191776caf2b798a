{#- A view, because each model behind it reads a few columns of it only. -#}
{{ config(materialized='view') }}

with

form_5500 as (
    select * from {{ ref('form_5500') }}
),

form_5500_sf as (
    select * from {{ ref('form_5500_sf') }}
),

aligned as (
    select
        ack_id,
        form_type,
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        form_tax_prd,
        plan_year,
        date_received,
        initial_filing_ind,
        amended_ind,
        final_filing_ind,
        short_plan_yr_ind as short_plan_year_ind,
        type_plan_entity_cd,
        plan_name,
        sponsor_dfe_name,
        spons_dfe_dba_name,
        last_rpt_spons_name,
        last_rpt_spons_ein,
        last_rpt_plan_num,
        spons_dfe_mail_us_address1,
        spons_dfe_loc_us_address1,
        spons_dfe_mail_us_city,
        spons_dfe_loc_us_city,
        spons_dfe_mail_us_state,
        spons_dfe_loc_us_state,
        spons_dfe_mail_us_zip,
        spons_dfe_loc_us_zip,
        spons_dfe_phone_num as sponsor_phone,
        business_code,
        type_pension_bnft_code,
        type_welfare_bnft_code,
        funding_insurance_ind,
        funding_sec412_ind,
        funding_trust_ind,
        funding_gen_asset_ind,
        benefit_insurance_ind,
        benefit_sec412_ind,
        benefit_trust_ind,
        benefit_gen_asset_ind,
        tot_partcp_boy_cnt,
        tot_active_partcp_cnt as tot_active_partcp_eoy_cnt,
        tot_partcp_eoy_cnt,
        raw_row_id
    from form_5500

    union all

    select
        ack_id,
        form_type,
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        form_tax_prd,
        plan_year,
        date_received,
        initial_filing_ind,
        amended_ind,
        final_filing_ind,
        short_plan_year_ind,
        type_plan_entity_cd,
        plan_name,
        sponsor_dfe_name,
        spons_dfe_dba_name,
        last_rpt_spons_name,
        last_rpt_spons_ein,
        last_rpt_plan_num,
        spons_dfe_mail_us_address1,
        spons_dfe_loc_us_address1,
        spons_dfe_mail_us_city,
        spons_dfe_loc_us_city,
        spons_dfe_mail_us_state,
        spons_dfe_loc_us_state,
        spons_dfe_mail_us_zip,
        spons_dfe_loc_us_zip,
        spons_dfe_phone_num as sponsor_phone,
        business_code,
        type_pension_bnft_code,
        type_welfare_bnft_code,
        cast(null as text) as funding_insurance_ind,
        cast(null as text) as funding_sec412_ind,
        cast(null as text) as funding_trust_ind,
        cast(null as text) as funding_gen_asset_ind,
        cast(null as text) as benefit_insurance_ind,
        cast(null as text) as benefit_sec412_ind,
        cast(null as text) as benefit_trust_ind,
        cast(null as text) as benefit_gen_asset_ind,
        tot_partcp_boy_cnt,
        tot_active_partcp_eoy_cnt,
        tot_partcp_eoy_cnt,
        raw_row_id
    from form_5500_sf
),

-- An address is the mailing address, and the location only where there is none: the location is
-- filled only when it differs, and a street of one with the city of the other is nobody's.
addressed as (
    select
        *,
        coalesce(
            spons_dfe_mail_us_address1,
            spons_dfe_mail_us_city,
            spons_dfe_mail_us_state,
            spons_dfe_mail_us_zip
        ) is not null as has_mail_address
    from aligned
),

final as (
    select
        cast(ack_id as text) as ack_id,
        cast(form_type as text) as form_type,
        cast(sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(plan_number as text) as plan_number,
        cast(form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(form_tax_prd as date) as form_tax_prd,
        cast(plan_year as integer) as plan_year,
        cast(date_received as date) as date_received,
        cast(coalesce(initial_filing_ind = '1', false) as boolean) as is_initial_filing,
        cast(coalesce(amended_ind = '1', false) as boolean) as is_amended,
        cast(coalesce(final_filing_ind = '1', false) as boolean) as is_final_filing,
        cast(coalesce(short_plan_year_ind = '1', false) as boolean) as is_short_plan_year,
        cast(type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(plan_name as text) as plan_name,
        cast(sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(last_rpt_spons_name as text) as last_reported_name,
        cast({{ ein('last_rpt_spons_ein') }} as text) as last_reported_ein,
        -- A number is one of the EIN beside it: where that cannot be read, it says nothing.
        cast(
            case
                when last_rpt_spons_ein is null or {{ ein('last_rpt_spons_ein') }} is not null
                    then {{ plan_number('last_rpt_plan_num') }}
            end as text
        ) as last_reported_plan_number,
        cast(
            case
                when has_mail_address then spons_dfe_mail_us_address1
                else spons_dfe_loc_us_address1
            end as text
        ) as sponsor_address,
        cast(
            case
                when has_mail_address then spons_dfe_mail_us_city
                else spons_dfe_loc_us_city
            end as text
        ) as sponsor_city,
        cast(
            case
                when has_mail_address then spons_dfe_mail_us_state
                else spons_dfe_loc_us_state
            end as text
        ) as sponsor_state,
        cast(
            case
                when has_mail_address then spons_dfe_mail_us_zip
                else spons_dfe_loc_us_zip
            end as text
        ) as sponsor_zip,
        cast(sponsor_phone as text) as sponsor_phone,
        cast(business_code as text) as business_code,
        cast(type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(funding_insurance_ind as text) as funding_insurance_ind,
        cast(funding_sec412_ind as text) as funding_sec412_ind,
        cast(funding_trust_ind as text) as funding_trust_ind,
        cast(funding_gen_asset_ind as text) as funding_gen_asset_ind,
        cast(benefit_insurance_ind as text) as benefit_insurance_ind,
        cast(benefit_sec412_ind as text) as benefit_sec412_ind,
        cast(benefit_trust_ind as text) as benefit_trust_ind,
        cast(benefit_gen_asset_ind as text) as benefit_gen_asset_ind,
        cast(tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt,
        cast(raw_row_id as text) as raw_row_id
    from addressed
)

select * from final
