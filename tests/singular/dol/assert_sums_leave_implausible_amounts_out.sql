-- What carriers and brokers have in all is what their contracts say, less the amounts that are
-- flagged: one typing error of 500 trillion dollars would be the whole market.
with

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

schedule_a_broker as (
    select * from {{ ref('schedule_a_broker') }}
),

plan_year as (
    select * from {{ ref('plan_year') }}
),

int_dol__carriers as (
    select * from {{ ref('int_dol__carriers') }}
),

carrier as (
    select * from {{ ref('carrier') }}
),

broker as (
    select * from {{ ref('broker') }}
),

latest as (
    select ack_id
    from plan_year
    where is_latest_plan_year
),

-- A contract with a code alone is a carrier's when the code is one.
coded as (
    select insurance_company_naic
    from int_dol__carriers
    where
        carrier_key is not null
        and insurance_company_naic is not null
        and insurance_company_ein is null
        and insurance_company_name is null
),

contracts as (
    select
        case when not schedule_a.is_premium_implausible then schedule_a.total_premiums_paid end
            as premiums_usd,
        case
            when not schedule_a.is_commission_implausible
                then schedule_a.insurance_commissions_fees
        end as commissions_usd
    from schedule_a
    inner join latest
        on schedule_a.ack_id = latest.ack_id
    where
        schedule_a.insurance_company_name is not null
        or schedule_a.insurance_company_ein is not null
        or schedule_a.insurance_company_naic in (
            select coded.insurance_company_naic
            from coded
        )
),

payments as (
    select schedule_a_broker.broker_paid_amt
    from schedule_a_broker
    inner join schedule_a
        on
            schedule_a_broker.ack_id = schedule_a.ack_id
            and schedule_a_broker.form_id = schedule_a.form_id
    inner join latest
        on schedule_a_broker.ack_id = latest.ack_id
    where
        schedule_a_broker.broker_name is not null
        and not schedule_a_broker.is_amount_implausible
),

expected as (
    select
        'carrier premiums' as measure,
        coalesce(sum(premiums_usd), 0) as amount
    from contracts

    union all

    select
        'carrier commissions' as measure,
        coalesce(sum(commissions_usd), 0) as amount
    from contracts

    union all

    select
        'broker payments' as measure,
        coalesce(sum(broker_paid_amt), 0) as amount
    from payments
),

shown as (
    select
        'carrier premiums' as measure,
        coalesce(sum(premiums_usd), 0) as amount
    from carrier

    union all

    select
        'carrier commissions' as measure,
        coalesce(sum(commissions_usd), 0) as amount
    from carrier

    union all

    select
        'broker payments' as measure,
        coalesce(sum(paid_usd), 0) as amount
    from broker
),

final as (
    select
        expected.measure,
        expected.amount as expected_amount,
        shown.amount as shown_amount
    from expected
    inner join shown
        on expected.measure = shown.measure
    where expected.amount <> shown.amount
)

select * from final
