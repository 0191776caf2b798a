with

-- An address is the mailing address, and the location only where there is none: the location is
-- filled only when it differs, and a street of one with the city of the other is nobody's.
form_5500 as (
    select
        *,
        coalesce(
            spons_dfe_mail_us_address1,
            spons_dfe_mail_us_city,
            spons_dfe_mail_us_state,
            spons_dfe_mail_us_zip
        ) is not null as has_mail_address
    from {{ ref('form_5500') }}
),

form_5500_sf as (
    select
        *,
        coalesce(
            spons_dfe_mail_us_address1,
            spons_dfe_mail_us_city,
            spons_dfe_mail_us_state,
            spons_dfe_mail_us_zip
        ) is not null as has_mail_address
    from {{ ref('form_5500_sf') }}
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
        case
            when has_mail_address then spons_dfe_mail_us_address1 else spons_dfe_loc_us_address1
        end as sponsor_address,
        case
            when has_mail_address then spons_dfe_mail_us_city else spons_dfe_loc_us_city
        end as sponsor_city,
        case
            when has_mail_address then spons_dfe_mail_us_state else spons_dfe_loc_us_state
        end as sponsor_state,
        case
            when has_mail_address then spons_dfe_mail_us_zip else spons_dfe_loc_us_zip
        end as sponsor_zip,
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
        case
            when has_mail_address then spons_dfe_mail_us_address1 else spons_dfe_loc_us_address1
        end as sponsor_address,
        case
            when has_mail_address then spons_dfe_mail_us_city else spons_dfe_loc_us_city
        end as sponsor_city,
        case
            when has_mail_address then spons_dfe_mail_us_state else spons_dfe_loc_us_state
        end as sponsor_state,
        case
            when has_mail_address then spons_dfe_mail_us_zip else spons_dfe_loc_us_zip
        end as sponsor_zip,
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
        cast(aligned.ack_id as text) as ack_id,
        cast(aligned.form_type as text) as form_type,
        cast(aligned.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(aligned.plan_number as text) as plan_number,
        cast(aligned.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(aligned.form_tax_prd as date) as form_tax_prd,
        cast(aligned.plan_year as integer) as plan_year,
        cast(aligned.date_received as date) as date_received,
        cast(
            plan_years.last_filing
            = {{ filing_order('aligned.date_received', 'aligned.ack_id') }} as boolean
        ) as is_current,
        cast(plan_years.filing_count as integer) as filing_count,
        cast(coalesce(aligned.initial_filing_ind = '1', false) as boolean) as is_initial_filing,
        cast(coalesce(aligned.amended_ind = '1', false) as boolean) as is_amended,
        cast(coalesce(aligned.final_filing_ind = '1', false) as boolean) as is_final_filing,
        cast(coalesce(aligned.short_plan_year_ind = '1', false) as boolean) as is_short_plan_year,
        cast(aligned.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(aligned.plan_name as text) as plan_name,
        cast(aligned.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(aligned.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(aligned.sponsor_address as text) as sponsor_address,
        cast(aligned.sponsor_city as text) as sponsor_city,
        cast(aligned.sponsor_state as text) as sponsor_state,
        cast(aligned.sponsor_zip as text) as sponsor_zip,
        cast(aligned.sponsor_phone as text) as sponsor_phone,
        cast(aligned.business_code as text) as business_code,
        cast(aligned.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(aligned.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(aligned.funding_insurance_ind as text) as funding_insurance_ind,
        cast(aligned.funding_trust_ind as text) as funding_trust_ind,
        cast(aligned.funding_gen_asset_ind as text) as funding_gen_asset_ind,
        cast(aligned.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(aligned.tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(aligned.tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt
    from aligned
    inner join plan_years
        on
            aligned.sponsor_dfe_ein = plan_years.sponsor_dfe_ein
            and aligned.plan_number = plan_years.plan_number
            and aligned.form_plan_year_begin_date = plan_years.form_plan_year_begin_date
)

select * from final
