with

company_ein as (
    select * from {{ ref('company_ein') }}
),

sponsor as (
    select * from {{ ref('sponsor') }}
),

int_dol__contracts as (
    select * from {{ ref('int_dol__contracts') }}
),

int_dol__contract_brokers as (
    select * from {{ ref('int_dol__contract_brokers') }}
),

carrier as (
    select * from {{ ref('carrier') }}
),

broker as (
    select * from {{ ref('broker') }}
),

carrier_change as (
    select * from {{ ref('carrier_change') }}
),

broker_change as (
    select * from {{ ref('broker_change') }}
),

renewal as (
    select * from {{ ref('renewal') }}
),

violations as (
    select * from {{ ref('violations') }}
),

current_contracts as (
    select
        int_dol__contracts.*,
        carrier.carrier_name
    from int_dol__contracts
    left join carrier
        on int_dol__contracts.carrier_key = carrier.carrier_key
    where
        int_dol__contracts.is_latest_plan_year
        and int_dol__contracts.is_welfare
        and not int_dol__contracts.is_final_filing
),

carriers as (
    select
        sponsor_dfe_ein,
        count(*) as carrier_count,
        {{ sorted_array_agg('carrier_name') }} as carriers
    from (
        select distinct
            sponsor_dfe_ein,
            carrier_key,
            carrier_name
        from current_contracts
        where carrier_key is not null
    ) as distinct_carriers
    group by sponsor_dfe_ein
),

brokers as (
    select
        sponsor_dfe_ein,
        count(*) as broker_count,
        {{ sorted_array_agg('broker_name') }} as brokers
    from (
        select distinct
            current_contracts.sponsor_dfe_ein,
            broker.broker_key,
            broker.broker_name
        from current_contracts
        inner join int_dol__contract_brokers
            on
                current_contracts.ack_id = int_dol__contract_brokers.ack_id
                and current_contracts.form_id = int_dol__contract_brokers.form_id
        inner join broker
            on int_dol__contract_brokers.broker_key = broker.broker_key
    ) as distinct_brokers
    group by sponsor_dfe_ein
),

contracts as (
    select
        sponsor_dfe_ein,
        count(*) as contract_count,
        sum(counted_premiums_usd) as premiums_usd
    from current_contracts
    group by sponsor_dfe_ein
),

changes as (
    select
        sponsor_dfe_ein,
        count(*) filter (where changed = 'carrier') as carrier_change_count,
        count(*) filter (where changed = 'broker') as broker_change_count
    from (
        select
            sponsor_dfe_ein,
            'carrier' as changed
        from carrier_change
        where is_latest_plan_year

        union all

        select
            sponsor_dfe_ein,
            'broker' as changed
        from broker_change
        where is_latest_plan_year
    ) as both_kinds
    group by sponsor_dfe_ein
),

-- Dates of filings that are too old say when a contract renewed, not that it does.
renewals as (
    select
        sponsor_dfe_ein,
        min(renewal_date) as next_renewal_date,
        min(case when is_health then renewal_date end) as next_health_renewal_date
    from renewal
    where not is_stale and days_to_renewal >= 0
    group by sponsor_dfe_ein
),

enforcement as (
    select
        company_unique_id,
        count(*) as violation_count,
        count(*) filter (where resolution_date is null) as open_violation_count,
        sum(penalty_low_usd) as penalty_low_usd,
        -- A range without an upper end adds no less than its lower one.
        sum(coalesce(penalty_high_usd, penalty_low_usd)) as penalty_high_usd,
        max(coalesce(violation_date, resolution_date)) as last_violation_date
    from violations
    where company_unique_id is not null
    group by company_unique_id
),

-- A company of which no EIN is known may still have broken the law.
companies as (
    select company_unique_id
    from company_ein

    union

    select company_unique_id
    from enforcement
),

final as (
    select
        cast(companies.company_unique_id as text) as company_unique_id,
        cast(company_ein.ein as text) as ein,
        cast(company_ein.current_ein as text) as current_ein,
        cast(company_ein.method as text) as ein_method,
        cast(company_ein.score as numeric(5, 4)) as ein_score,
        cast(sponsor.sponsor_dfe_ein is not null as boolean) as has_filing,
        cast(sponsor.sponsor_dfe_name as text) as sponsor_dfe_name,
        cast(coalesce(sponsor.filing_count, 0) as integer) as filing_count,
        cast(coalesce(sponsor.plan_count, 0) as integer) as plan_count,
        cast(coalesce(sponsor.welfare_plan_count, 0) as integer) as welfare_plan_count,
        cast(coalesce(sponsor.active_plan_count, 0) as integer) as active_plan_count,
        cast(sponsor.head_count_proxy as integer) as head_count_proxy,
        cast(sponsor.funding_type as text) as funding_type,
        cast(sponsor.has_stop_loss as boolean) as has_stop_loss,
        cast(sponsor.first_plan_year as integer) as first_plan_year,
        cast(sponsor.last_plan_year as integer) as last_plan_year,
        cast(sponsor.last_received_date as date) as last_received_date,
        cast(sponsor.is_stale as boolean) as is_stale,
        cast(coalesce(contracts.contract_count, 0) as integer) as contract_count,
        cast(coalesce(contracts.premiums_usd, 0) as numeric(18, 2)) as premiums_usd,
        cast(coalesce(carriers.carrier_count, 0) as integer) as carrier_count,
        cast(carriers.carriers as text[]) as carriers,
        cast(coalesce(brokers.broker_count, 0) as integer) as broker_count,
        cast(brokers.brokers as text[]) as brokers,
        cast(coalesce(changes.carrier_change_count, 0) as integer) as carrier_change_count,
        cast(coalesce(changes.broker_change_count, 0) as integer) as broker_change_count,
        cast(renewals.next_renewal_date as date) as next_renewal_date,
        cast(
            {{ days_between(as_of_date(), 'renewals.next_renewal_date') }} as integer
        ) as days_to_next_renewal,
        cast(renewals.next_health_renewal_date as date) as next_health_renewal_date,
        cast(coalesce(enforcement.violation_count, 0) as integer) as violation_count,
        cast(coalesce(enforcement.open_violation_count, 0) as integer) as open_violation_count,
        cast(enforcement.penalty_low_usd as numeric(18, 2)) as penalty_low_usd,
        cast(enforcement.penalty_high_usd as numeric(18, 2)) as penalty_high_usd,
        cast(enforcement.last_violation_date as date) as last_violation_date
    from companies
    left join company_ein
        on companies.company_unique_id = company_ein.company_unique_id
    left join sponsor
        on company_ein.current_ein = sponsor.sponsor_dfe_ein
    left join contracts
        on company_ein.current_ein = contracts.sponsor_dfe_ein
    left join carriers
        on company_ein.current_ein = carriers.sponsor_dfe_ein
    left join brokers
        on company_ein.current_ein = brokers.sponsor_dfe_ein
    left join changes
        on company_ein.current_ein = changes.sponsor_dfe_ein
    left join renewals
        on company_ein.current_ein = renewals.sponsor_dfe_ein
    left join enforcement
        on companies.company_unique_id = enforcement.company_unique_id
)

select * from final
