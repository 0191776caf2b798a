{#- Incremental by sponsor: whose version is another is made anew, whole. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_sponsors(ref('int_dol__sponsor_versions')) }}"
    )
}}

with

int_dol__filings as (
    select * from {{ ref('int_dol__filings') }}
),

int_dol__plan_moves as (
    select * from {{ ref('int_dol__plan_moves') }}
),

int_dol__sponsor_versions as (
    select * from {{ ref('int_dol__sponsor_versions') }}
),

filings as (
    select *
    from int_dol__filings
    where {{ in_changed_sponsors() }}
),

-- What a plan filed last for a plan year counts; the key decides between filings of one day.
plan_years as (
    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        max({{ collate_c(filing_order('date_received', 'ack_id')) }}) as last_filing,
        count(*) as filing_count
    from filings
    group by
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date
),

plans as (
    select
        sponsor_dfe_ein,
        plan_number,
        max(form_plan_year_begin_date) as last_begin_date
    from plan_years
    group by
        sponsor_dfe_ein,
        plan_number
),

-- A plan that went on under another EIN or number is counted there. Not when it has filed on, for a
-- later year, or for the same one under the same EIN: two plans of one employer, then.
moved_on as (
    select
        plans.sponsor_dfe_ein,
        plans.plan_number,
        plans.last_begin_date,
        int_dol__plan_moves.sponsor_dfe_ein as moved_to_ein,
        int_dol__plan_moves.plan_number as moved_to_plan_number,
        row_number() over (
            partition by plans.sponsor_dfe_ein, plans.plan_number
            order by
                int_dol__plan_moves.form_plan_year_begin_date desc,
                {{ collate_c('int_dol__plan_moves.sponsor_dfe_ein') }} asc,
                {{ collate_c('int_dol__plan_moves.plan_number') }} asc,
                {{ collate_c('int_dol__plan_moves.raw_row_id') }} asc
        ) as move_rank
    from plans
    inner join int_dol__plan_moves
        on
            plans.sponsor_dfe_ein = int_dol__plan_moves.former_ein
            and plans.plan_number = int_dol__plan_moves.former_plan_number
    where
        int_dol__plan_moves.form_plan_year_begin_date > plans.last_begin_date
        or (
            int_dol__plan_moves.form_plan_year_begin_date = plans.last_begin_date
            and int_dol__plan_moves.sponsor_dfe_ein <> plans.sponsor_dfe_ein
            and not int_dol__plan_moves.is_mutual
        )
),

final as (
    select
        cast(filings.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(filings.plan_number as text) as plan_number,
        cast(filings.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(filings.form_tax_prd as date) as form_tax_prd,
        cast(filings.plan_year as integer) as plan_year,
        cast(
            plan_years.form_plan_year_begin_date = plans.last_begin_date
            and moved_on.sponsor_dfe_ein is null as boolean
        ) as is_latest_plan_year,
        cast(moved_on.moved_to_ein as text) as moved_to_ein,
        cast(moved_on.moved_to_plan_number as text) as moved_to_plan_number,
        cast(filings.ack_id as text) as ack_id,
        cast(filings.form_type as text) as form_type,
        cast(filings.date_received as date) as date_received,
        cast(plan_years.filing_count as integer) as filing_count,
        cast(plan_years.filing_count - 1 as integer) as superseded_count,
        cast(filings.is_initial_filing as boolean) as is_initial_filing,
        cast(filings.is_amended as boolean) as is_amended,
        cast(filings.is_final_filing as boolean) as is_final_filing,
        cast(filings.is_short_plan_year as boolean) as is_short_plan_year,
        cast(filings.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(filings.plan_name as text) as plan_name,
        cast(filings.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(filings.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(filings.sponsor_address as text) as sponsor_address,
        cast(filings.sponsor_city as text) as sponsor_city,
        cast(filings.sponsor_state as text) as sponsor_state,
        cast(filings.sponsor_zip as text) as sponsor_zip,
        cast(filings.sponsor_phone as text) as sponsor_phone,
        cast(filings.business_code as text) as business_code,
        cast(filings.type_pension_bnft_code is not null as boolean) as is_pension,
        cast(filings.type_welfare_bnft_code is not null as boolean) as is_welfare,
        cast(filings.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(filings.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(
            case
                when
                    filings.type_welfare_bnft_code is null
                    and filings.type_pension_bnft_code is not null
                    then 'pension_only'
                when filings.funding_trust_ind = '1' then 'self_funded'
                when filings.funding_insurance_ind = '1' then 'fully_insured'
                else 'unknown'
            end as text
        ) as funding_type,
        cast(filings.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(filings.tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(filings.tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt,
        cast(int_dol__sponsor_versions.sponsor_version as bigint) as sponsor_version
    from filings
    inner join plan_years
        on {{ filing_of_order('plan_years.last_filing') }} = filings.ack_id
    inner join plans
        on
            plan_years.sponsor_dfe_ein = plans.sponsor_dfe_ein
            and plan_years.plan_number = plans.plan_number
    left join moved_on
        on
            plan_years.sponsor_dfe_ein = moved_on.sponsor_dfe_ein
            and plan_years.plan_number = moved_on.plan_number
            and plan_years.form_plan_year_begin_date = moved_on.last_begin_date
            and moved_on.move_rank = 1
    inner join int_dol__sponsor_versions
        on filings.sponsor_dfe_ein = int_dol__sponsor_versions.sponsor_dfe_ein
)

select * from final
