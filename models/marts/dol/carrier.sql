with

int_dol__carriers as (
    select * from {{ ref('int_dol__carriers') }}
),

int_dol__contracts as (
    select * from {{ ref('int_dol__contracts') }}
),

names as (
    select
        carrier_key,
        insurance_company_name,
        insurance_company_ein,
        insurance_company_naic,
        row_number() over (
            partition by carrier_key
            order by contract_count desc, {{ collate_c('variant_id') }} asc
        ) as popularity,
        count(*) over (partition by carrier_key) as variant_count
    from int_dol__carriers
    where carrier_key is not null
),

-- A person in the medical and the dental contract of one plan is one person: of a plan's contracts
-- with a carrier the largest counts.
plans as (
    select
        carrier_key,
        sponsor_dfe_ein,
        plan_number,
        count(*) as contract_count,
        max(counted_lives) as covered_lives,
        sum(counted_premiums_usd) as premiums_usd,
        sum(counted_commissions_usd) as commissions_usd
    from int_dol__contracts
    where is_current and carrier_key is not null
    group by
        carrier_key,
        sponsor_dfe_ein,
        plan_number
),

totals as (
    select
        carrier_key,
        count(distinct sponsor_dfe_ein) as client_count,
        count(*) as plan_count,
        sum(contract_count) as contract_count,
        sum(covered_lives) as covered_lives,
        sum(premiums_usd) as premiums_usd,
        sum(commissions_usd) as commissions_usd
    from plans
    group by carrier_key
),

all_times as (
    select
        carrier_key,
        count(distinct sponsor_dfe_ein) as client_count,
        count(distinct sponsor_dfe_ein || plan_number) as plan_count,
        max(plan_year) as last_plan_year,
        max(case when is_silent then 0 else 1 end) as is_heard_of
    from int_dol__contracts
    where carrier_key is not null
    group by carrier_key
),

final as (
    select
        cast(names.carrier_key as text) as carrier_key,
        cast(names.insurance_company_name as text) as carrier_name,
        cast(
            case when names.carrier_key like 'ein:%' then substr(names.carrier_key, 5) end as text
        ) as carrier_ein,
        cast(names.insurance_company_naic as text) as carrier_naic,
        cast(names.variant_count as integer) as variant_count,
        cast(coalesce(totals.client_count, 0) as integer) as client_count,
        cast(coalesce(totals.plan_count, 0) as integer) as plan_count,
        cast(coalesce(totals.contract_count, 0) as integer) as contract_count,
        cast(coalesce(totals.covered_lives, 0) as bigint) as covered_lives,
        cast(coalesce(totals.premiums_usd, 0) as numeric(18, 2)) as premiums_usd,
        cast(coalesce(totals.commissions_usd, 0) as numeric(18, 2)) as commissions_usd,
        cast(coalesce(all_times.client_count, 0) as integer) as all_time_client_count,
        cast(coalesce(all_times.plan_count, 0) as integer) as all_time_plan_count,
        cast(all_times.last_plan_year as integer) as last_plan_year,
        cast(coalesce(all_times.is_heard_of, 0) = 0 as boolean) as is_stale
    from names
    left join totals
        on names.carrier_key = totals.carrier_key
    left join all_times
        on names.carrier_key = all_times.carrier_key
    where names.popularity = 1
)

select * from final
