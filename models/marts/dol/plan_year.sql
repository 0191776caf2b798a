with

int_dol__filings as (
    select * from {{ ref('int_dol__filings') }}
),

current_filings as (
    select *
    from int_dol__filings
    where is_current
),

plans as (
    select
        sponsor_dfe_ein,
        plan_number,
        max(form_plan_year_begin_date) as last_begin_date
    from current_filings
    group by
        sponsor_dfe_ein,
        plan_number
),

final as (
    select
        cast(current_filings.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(current_filings.plan_number as text) as plan_number,
        cast(current_filings.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(current_filings.form_tax_prd as date) as form_tax_prd,
        cast(current_filings.plan_year as integer) as plan_year,
        cast(
            current_filings.form_plan_year_begin_date = plans.last_begin_date as boolean
        ) as is_latest_plan_year,
        cast(current_filings.ack_id as text) as ack_id,
        cast(current_filings.form_type as text) as form_type,
        cast(current_filings.date_received as date) as date_received,
        cast(current_filings.filing_count as integer) as filing_count,
        cast(current_filings.filing_count - 1 as integer) as superseded_count,
        cast(current_filings.is_initial_filing as boolean) as is_initial_filing,
        cast(current_filings.is_amended as boolean) as is_amended,
        cast(current_filings.is_final_filing as boolean) as is_final_filing,
        cast(current_filings.is_short_plan_year as boolean) as is_short_plan_year,
        cast(current_filings.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(current_filings.plan_name as text) as plan_name,
        cast(current_filings.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(current_filings.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(current_filings.sponsor_address as text) as sponsor_address,
        cast(current_filings.sponsor_city as text) as sponsor_city,
        cast(current_filings.sponsor_state as text) as sponsor_state,
        cast(current_filings.sponsor_zip as text) as sponsor_zip,
        cast(current_filings.sponsor_phone as text) as sponsor_phone,
        cast(current_filings.business_code as text) as business_code,
        cast(current_filings.type_pension_bnft_code is not null as boolean) as is_pension,
        cast(current_filings.type_welfare_bnft_code is not null as boolean) as is_welfare,
        cast(current_filings.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(current_filings.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(
            case
                when
                    current_filings.type_welfare_bnft_code is null
                    and current_filings.type_pension_bnft_code is not null
                    then 'pension_only'
                when current_filings.funding_trust_ind = '1' then 'self_funded'
                when current_filings.funding_insurance_ind = '1' then 'fully_insured'
                else 'unknown'
            end as text
        ) as funding_type,
        cast(current_filings.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(current_filings.tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(current_filings.tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt
    from current_filings
    inner join plans
        on
            current_filings.sponsor_dfe_ein = plans.sponsor_dfe_ein
            and current_filings.plan_number = plans.plan_number
)

select * from final
