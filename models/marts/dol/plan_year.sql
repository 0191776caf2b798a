{#- The boxes of line 9, in the order of the form. -#}
{%- set ways = ['insurance', 'sec412', 'trust', 'gen_asset'] -%}
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

schedule_a as (
    select * from {{ ref('schedule_a') }}
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

stop_loss as (
    select distinct ack_id
    from schedule_a
    where wlfr_bnft_stop_loss_ind = '1'
),

-- A code is two characters; anything else in its place is none.
coded as (
    select
        filings.*,
        coalesce({{ regex_like('filings.type_pension_bnft_code', "'[1-3][A-Za-z]'") }}, false)
            as has_pension_code,
        coalesce({{ regex_like('filings.type_welfare_bnft_code', "'4[A-Za-z]'") }}, false)
            as has_welfare_code,
        stop_loss.ack_id is not null as has_stop_loss,
        coalesce('1' in (
            benefit_insurance_ind,
            benefit_sec412_ind,
            benefit_trust_ind,
            benefit_gen_asset_ind
        ), false) as says_how_it_pays
    from filings
    left join stop_loss
        on filings.ack_id = stop_loss.ack_id
),

-- Numbers below 501 are of pension plans: one that has a welfare code beside its pension codes is
-- none of both. How benefits are paid (line 9b) goes before what the plan is funded by (line 9a),
-- because an employer funds out of its own pocket what an insurer then pays, too.
boxed as (
    select
        *,
        {%- for way in ways %}
        coalesce(
            case
                when says_how_it_pays then benefit_{{ way }}_ind else funding_{{ way }}_ind
            end = '1',
            false
        ) as by_{{ way }},
        {%- endfor %}
        has_welfare_code and not (has_pension_code and plan_number < '501') as is_welfare
    from coded
),

-- Stop-loss cover is bought for benefits that the employer bears itself.
arranged as (
    select
        *,
        has_pension_code and not is_welfare as is_pension_only,
        by_insurance or by_sec412 as is_insured,
        by_trust or by_gen_asset or has_stop_loss as is_borne
    from boxed
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
        cast(arranged.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(arranged.plan_number as text) as plan_number,
        cast(arranged.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(arranged.form_tax_prd as date) as form_tax_prd,
        cast(arranged.plan_year as integer) as plan_year,
        cast(
            plan_years.form_plan_year_begin_date = plans.last_begin_date
            and moved_on.sponsor_dfe_ein is null as boolean
        ) as is_latest_plan_year,
        cast(moved_on.moved_to_ein as text) as moved_to_ein,
        cast(moved_on.moved_to_plan_number as text) as moved_to_plan_number,
        cast(arranged.ack_id as text) as ack_id,
        cast(arranged.form_type as text) as form_type,
        cast(arranged.date_received as date) as date_received,
        cast(plan_years.filing_count as integer) as filing_count,
        cast(plan_years.filing_count - 1 as integer) as superseded_count,
        cast(arranged.is_initial_filing as boolean) as is_initial_filing,
        cast(arranged.is_amended as boolean) as is_amended,
        cast(arranged.is_final_filing as boolean) as is_final_filing,
        cast(arranged.is_short_plan_year as boolean) as is_short_plan_year,
        cast(arranged.type_plan_entity_cd as text) as type_plan_entity_cd,
        cast(arranged.plan_name as text) as plan_name,
        cast(arranged.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(arranged.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(arranged.sponsor_address as text) as sponsor_address,
        cast(arranged.sponsor_city as text) as sponsor_city,
        cast(arranged.sponsor_state as text) as sponsor_state,
        cast(arranged.sponsor_zip as text) as sponsor_zip,
        cast(arranged.sponsor_phone as text) as sponsor_phone,
        cast(arranged.business_code as text) as business_code,
        cast(arranged.has_pension_code as boolean) as is_pension,
        cast(arranged.is_welfare as boolean) as is_welfare,
        cast(arranged.type_pension_bnft_code as text) as type_pension_bnft_code,
        cast(arranged.type_welfare_bnft_code as text) as type_welfare_bnft_code,
        cast(
            case
                when arranged.is_pension_only then 'pension_only'
                when arranged.is_insured and arranged.is_borne then 'mixed'
                when arranged.is_insured then 'fully_insured'
                when arranged.is_borne then 'self_funded'
                else 'unknown'
            end as text
        ) as funding_type,
        cast(
            case
                when not arranged.is_pension_only
                    then nullif(
                        concat_ws(
                            ', ',
                            {%- for way in ways %}
                            case
                                when arranged.by_{{ way }}
                                    then
                                        case
                                            when arranged.says_how_it_pays
                                                then 'benefit_{{ way }}_ind'
                                            else 'funding_{{ way }}_ind'
                                        end
                            end,
                            {%- endfor %}
                            case
                                when arranged.has_stop_loss then 'wlfr_bnft_stop_loss_ind'
                            end
                        ),
                        ''
                    )
            end as text
        ) as funding_evidence,
        cast(arranged.tot_partcp_boy_cnt as integer) as tot_partcp_boy_cnt,
        cast(arranged.tot_active_partcp_eoy_cnt as integer) as tot_active_partcp_eoy_cnt,
        cast(arranged.tot_partcp_eoy_cnt as integer) as tot_partcp_eoy_cnt,
        cast(int_dol__sponsor_versions.sponsor_version as bigint) as sponsor_version
    from arranged
    inner join plan_years
        on {{ filing_of_order('plan_years.last_filing') }} = arranged.ack_id
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
        on arranged.sponsor_dfe_ein = int_dol__sponsor_versions.sponsor_dfe_ein
)

select * from final
