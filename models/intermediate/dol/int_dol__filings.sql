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
        funding_trust_ind,
        funding_gen_asset_ind,
        tot_partcp_boy_cnt,
        tot_active_partcp_cnt as tot_active_partcp_eoy_cnt,
        tot_partcp_eoy_cnt
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
        cast(null as text) as funding_trust_ind,
        cast(null as text) as funding_gen_asset_ind,
        tot_partcp_boy_cnt,
        tot_active_partcp_eoy_cnt,
        tot_partcp_eoy_cnt
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

-- What a plan filed last for a plan year counts; the key decides between filings of one day.
plan_years as (
    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        max({{ collate_c(filing_order('date_received', 'ack_id')) }}) as last_filing,
        count(*) as filing_count
    from aligned
    group by
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date
),

final as (
    select
        cast(addressed.ack_id as text) as ack_id,
        cast(addressed.form_type as text) as form_type,
        cast(addressed.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(addressed.plan_number as text) as plan_number,
        cast(addressed.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(addressed.form_tax_prd as date) as form_tax_prd,
        cast(addressed.plan_year as integer) as plan_year,
        cast(addressed.date_received as date) as date_received,
        cast(
            plan_years.last_filing
            = {{ filing_order('addressed.date_received', 'addressed.ack_id') }} as boolean
        ) as is_current,
        cast(plan_years.filing_count as integer) as filing_count,
        cast(coalesce(addressed.initial_filing_ind = '1', false) as boolean) as is_initial_filing,
        cast(coalesce(addressed.amended_ind = '1', false) as boolean) as is_amended,
        cast(coalesce(addressed.final_filing_ind = '1', false) as boolean) as is_final_filing,
        cast(coalesce(addressed.short_plan_year_ind = '1', false) as boolean) as is_short_plan_year,
        cast(addressed.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(addressed.plan_name as text) as plan_name,
        cast(addressed.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(addressed.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(
            case
                when addressed.has_mail_address then addressed.spons_dfe_mail_us_address1
                else addressed.spons_dfe_loc_us_address1
            end as text
        ) as sponsor_address,
        cast(
            case
                when addressed.has_mail_address then addressed.spons_dfe_mail_us_city
                else addressed.spons_dfe_loc_us_city
            end as text
        ) as sponsor_city,
        cast(
            case
                when addressed.has_mail_address then addressed.spons_dfe_mail_us_state
                else addressed.spons_dfe_loc_us_state
            end as text
        ) as sponsor_state,
        cast(
            case
                when addressed.has_mail_address then addressed.spons_dfe_mail_us_zip
                else addressed.spons_dfe_loc_us_zip
            end as text
        ) as sponsor_zip,
        cast(addressed.sponsor_phone as text) as sponsor_phone,
        cast(addressed.business_code as text) as business_code,
        cast(addressed.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(addressed.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(addressed.funding_insurance_ind as text) as funding_insurance_ind,
        cast(addressed.funding_trust_ind as text) as funding_trust_ind,
        cast(addressed.funding_gen_asset_ind as text) as funding_gen_asset_ind,
        cast(addressed.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(addressed.tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(addressed.tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt
    from addressed
    inner join plan_years
        on
            addressed.sponsor_dfe_ein = plan_years.sponsor_dfe_ein
            and addressed.plan_number = plan_years.plan_number
            and addressed.form_plan_year_begin_date = plan_years.form_plan_year_begin_date
)

select * from final
