with

int_dol__contract_brokers as (
    select * from {{ ref('int_dol__contract_brokers') }}
),

spellings as (
    select
        broker_key,
        broker_name,
        count(*) as mention_count
    from int_dol__contract_brokers
    group by
        broker_key,
        broker_name
),

names as (
    select
        broker_key,
        broker_name,
        row_number() over (
            partition by broker_key
            order by mention_count desc, {{ collate_c('broker_name') }} asc
        ) as popularity,
        count(*) over (partition by broker_key) as spelling_count
    from spellings
),

-- As for carriers: of a plan's contracts with a broker the largest counts, and a contract that pays
-- a broker twice has its premium once.
contracts as (
    select
        broker_key,
        sponsor_dfe_ein,
        plan_number,
        ack_id,
        form_id,
        max(counted_lives) as counted_lives,
        max(counted_premiums_usd) as premiums_usd,
        sum(counted_paid_usd) as paid_usd
    from int_dol__contract_brokers
    where is_current
    group by
        broker_key,
        sponsor_dfe_ein,
        plan_number,
        ack_id,
        form_id
),

plans as (
    select
        broker_key,
        sponsor_dfe_ein,
        plan_number,
        count(*) as contract_count,
        max(counted_lives) as covered_lives,
        sum(premiums_usd) as premiums_usd,
        sum(paid_usd) as paid_usd
    from contracts
    group by
        broker_key,
        sponsor_dfe_ein,
        plan_number
),

totals as (
    select
        broker_key,
        count(distinct sponsor_dfe_ein) as client_count,
        count(*) as plan_count,
        sum(contract_count) as contract_count,
        sum(covered_lives) as covered_lives,
        sum(premiums_usd) as premiums_usd,
        sum(paid_usd) as paid_usd
    from plans
    group by broker_key
),

all_times as (
    select
        broker_key,
        count(distinct sponsor_dfe_ein) as client_count,
        count(distinct sponsor_dfe_ein || plan_number) as plan_count,
        max(plan_year) as last_plan_year,
        max(case when is_silent then 0 else 1 end) as is_heard_of
    from int_dol__contract_brokers
    group by broker_key
),

final as (
    select
        cast(names.broker_key as text) as broker_key,
        cast(names.broker_name as text) as broker_name,
        cast(names.spelling_count as integer) as spelling_count,
        cast(coalesce(totals.client_count, 0) as integer) as client_count,
        cast(coalesce(totals.plan_count, 0) as integer) as plan_count,
        cast(coalesce(totals.contract_count, 0) as integer) as contract_count,
        cast(coalesce(totals.covered_lives, 0) as bigint) as covered_lives,
        cast(coalesce(totals.premiums_usd, 0) as numeric(18, 2)) as premiums_usd,
        cast(coalesce(totals.paid_usd, 0) as numeric(18, 2)) as paid_usd,
        cast(coalesce(all_times.client_count, 0) as integer) as all_time_client_count,
        cast(coalesce(all_times.plan_count, 0) as integer) as all_time_plan_count,
        cast(all_times.last_plan_year as integer) as last_plan_year,
        cast(coalesce(all_times.is_heard_of, 0) = 0 as boolean) as is_stale
    from names
    left join totals
        on names.broker_key = totals.broker_key
    left join all_times
        on names.broker_key = all_times.broker_key
    where names.popularity = 1
)

select * from final
