-- What carriers and brokers have in all is what the contracts of today say, less the amounts that
-- are doubted: one typing error of 500 trillion dollars would be the whole market.
with

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

schedule_a_broker as (
    select * from {{ ref('schedule_a_broker') }}
),

int_dol__contracts as (
    select * from {{ ref('int_dol__contracts') }}
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

today as (
    select
        ack_id,
        form_id,
        premium_doubt
    from int_dol__contracts
    where is_current
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
        case when today.premium_doubt is null then schedule_a.total_premiums_paid end
            as premiums_usd,
        case
            when not schedule_a.is_commission_implausible
                then schedule_a.insurance_commissions_fees
        end as commissions_usd
    from schedule_a
    inner join today
        on
            schedule_a.ack_id = today.ack_id
            and schedule_a.form_id = today.form_id
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
    inner join today
        on
            schedule_a_broker.ack_id = today.ack_id
            and schedule_a_broker.form_id = today.form_id
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
