{#- Incremental by sponsor: whose version is another is made anew, whole, and so is who has become
    stale since the last run. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook=[
            "{{ delete_changed_sponsors(ref('int_dol__sponsor_versions')) }}",
            "{{ delete_sponsors_of_other_age() }}"
        ]
    )
}}

with

plan_year as (
    select * from {{ ref('plan_year') }}
),

int_dol__filings as (
    select * from {{ ref('int_dol__filings') }}
),

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

int_dol__sponsor_versions as (
    select * from {{ ref('int_dol__sponsor_versions') }}
),

spellings as (
    select distinct
        sponsor_dfe_ein,
        sponsor_dfe_name,
        spons_dfe_dba_name
    from int_dol__filings
    where {{ in_changed_sponsors() }}
),

names as (
    select
        sponsor_dfe_ein,
        sponsor_dfe_name as name
    from spellings
    where sponsor_dfe_name is not null

    union

    select
        sponsor_dfe_ein,
        spons_dfe_dba_name as name
    from spellings
    where spons_dfe_dba_name is not null
),

names_seen as (
    select
        sponsor_dfe_ein,
        count(*) as name_count,
        {{ sorted_array_agg('name') }} as names_seen
    from names
    group by sponsor_dfe_ein
),

stop_loss as (
    select distinct plan_year.sponsor_dfe_ein
    from plan_year
    inner join schedule_a
        on plan_year.ack_id = schedule_a.ack_id
    where
        plan_year.is_latest_plan_year
        and not plan_year.is_final_filing
        and schedule_a.wlfr_bnft_stop_loss_ind = '1'
),

-- A person in three plans of an employer is in three counts, so counts of plans are never added.
-- What a plan says of size and funding counts in its newest year, and no longer when it has ended.
totals as (
    select
        sponsor_dfe_ein,
        sum(filing_count) as filing_count,
        count(*) filter (where is_latest_plan_year) as plan_count,
        count(*) filter (where is_latest_plan_year and is_welfare) as welfare_plan_count,
        count(*) filter (where goes_on) as active_plan_count,
        max(case when goes_on and is_welfare then tot_partcp_eoy_cnt end) as head_count_proxy,
        max(
            case
                when goes_on and is_pension and not is_welfare then tot_active_partcp_eoy_cnt
            end
        ) as pension_active_participants,
        max(
            case
                when goes_on and is_welfare
                    then
                        case funding_type
                            when 'self_funded' then 4
                            when 'mixed' then 3
                            when 'fully_insured' then 2
                            else 1
                        end
                when goes_on and funding_type = 'pension_only' then 0
            end
        ) as funding_rank,
        -- Name and address are those of the plan year that was received last; the key decides
        -- within a day.
        max({{ collate_c(filing_order('date_received', 'ack_id')) }}) as last_filing,
        min(plan_year) as first_plan_year,
        max(plan_year) as last_plan_year,
        min(date_received) as first_received_date,
        max(date_received) as last_received_date
    from (
        select
            *,
            is_latest_plan_year and not is_final_filing as goes_on
        from plan_year
        where {{ in_changed_sponsors() }}
    ) as judged
    group by sponsor_dfe_ein
),

final as (
    select
        cast(totals.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(latest.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(latest.spons_dfe_dba_name as text) as spons_dfe_dba_name,
        cast(latest.sponsor_address as text) as sponsor_address,
        cast(latest.sponsor_city as text) as sponsor_city,
        cast(latest.sponsor_state as text) as sponsor_state,
        cast(latest.sponsor_zip as text) as sponsor_zip,
        cast(latest.sponsor_phone as text) as sponsor_phone,
        cast(latest.business_code as text) as business_code,
        cast(names_seen.names_seen as text[]) as names_seen,
        cast(coalesce(names_seen.name_count, 0) as integer) as name_count,
        cast(totals.filing_count as integer) as filing_count,
        cast(totals.plan_count as integer) as plan_count,
        cast(totals.welfare_plan_count as integer) as welfare_plan_count,
        cast(totals.active_plan_count as integer) as active_plan_count,
        cast(totals.head_count_proxy as integer) as head_count_proxy,
        cast(totals.pension_active_participants as integer) as pension_active_participants,
        cast(
            case totals.funding_rank
                when 4 then 'self_funded'
                when 3 then 'mixed'
                when 2 then 'fully_insured'
                when 0 then 'pension_only'
                else 'unknown'
            end as text
        ) as funding_type,
        cast(stop_loss.sponsor_dfe_ein is not null as boolean) as has_stop_loss,
        cast(totals.first_plan_year as integer) as first_plan_year,
        cast(totals.last_plan_year as integer) as last_plan_year,
        cast(totals.first_received_date as date) as first_received_date,
        cast(totals.last_received_date as date) as last_received_date,
        cast(
            coalesce({{ is_past_filing_ttl('totals.last_received_date') }}, true) as boolean
        ) as is_stale,
        cast(latest.sponsor_version as bigint) as sponsor_version
    from totals
    inner join plan_year as latest
        on {{ filing_of_order('totals.last_filing') }} = latest.ack_id
    left join names_seen
        on totals.sponsor_dfe_ein = names_seen.sponsor_dfe_ein
    left join stop_loss
        on totals.sponsor_dfe_ein = stop_loss.sponsor_dfe_ein
)

select * from final
