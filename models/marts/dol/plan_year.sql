with

int_dol__filings as (
    select * from {{ ref('int_dol__filings') }}
),

current_filings as (
    select
        *,
        row_number() over (
            partition by sponsor_dfe_ein, plan_number
            order by form_plan_year_begin_date desc
        ) as plan_recency
    from int_dol__filings
    where is_current
),

final as (
    select
        cast(sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(plan_number as text) as plan_number,
        cast(form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(form_tax_prd as date) as form_tax_prd,
        cast(plan_year as integer) as plan_year,
        cast(plan_recency = 1 as boolean) as is_latest_plan_year,
        cast(ack_id as text) as ack_id,
        cast(form_type as text) as form_type,
        cast(date_received as date) as date_received,
        cast(filing_count as integer) as filing_count,
        cast(filing_count - 1 as integer) as superseded_count,
        cast(is_initial_filing as boolean) as is_initial_filing,
        cast(is_amended as boolean) as is_amended,
        cast(is_final_filing as boolean) as is_final_filing,
        cast(is_short_plan_year as boolean) as is_short_plan_year,
        cast(type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(plan_name as text) as plan_name,
        cast(sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(sponsor_address as text) as sponsor_address,
        cast(sponsor_city as text) as sponsor_city,
        cast(sponsor_state as text) as sponsor_state,
        cast(sponsor_zip as text) as sponsor_zip,
        cast(sponsor_phone as text) as sponsor_phone,
        cast(business_code as text) as business_code,
        cast(type_pension_bnft_code is not null as boolean) as is_pension,
        cast(type_welfare_bnft_code is not null as boolean) as is_welfare,
        cast(type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(
            case
                when type_welfare_bnft_code is null and type_pension_bnft_code is not null
                    then 'pension_only'
                when funding_trust_ind = '1' then 'self_funded'
                when funding_insurance_ind = '1' then 'fully_insured'
                else 'unknown'
            end as text
        ) as funding_type,
        cast(tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt
    from current_filings
)

select * from final
