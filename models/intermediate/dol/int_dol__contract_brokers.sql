with

schedule_a_broker as (
    select * from {{ ref('schedule_a_broker') }}
),

int_dol__contracts as (
    select * from {{ ref('int_dol__contracts') }}
),

-- Brokers file no number, so their identity is their cleaned name, made once per spelling.
names as (
    select
        broker_name,
        {{ party_name_key('broker_name') }} as broker_key
    from (
        select distinct broker_name
        from schedule_a_broker
        where broker_name is not null
    ) as spellings
),

final as (
    select
        cast(schedule_a_broker.ack_id as text) as ack_id,
        cast(schedule_a_broker.form_id as integer) as form_id,
        cast(schedule_a_broker.row_order as integer) as row_order,
        cast(int_dol__contracts.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(int_dol__contracts.plan_number as text) as plan_number,
        cast(int_dol__contracts.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(int_dol__contracts.plan_year as integer) as plan_year,
        cast(int_dol__contracts.is_latest_plan_year as boolean) as is_latest_plan_year,
        cast(int_dol__contracts.is_current as boolean) as is_current,
        cast(int_dol__contracts.is_silent as boolean) as is_silent,
        cast(int_dol__contracts.is_welfare as boolean) as is_welfare,
        cast(names.broker_key as text) as broker_key,
        cast(schedule_a_broker.broker_name as text) as broker_name,
        cast(schedule_a_broker.counted_paid_usd as numeric(18, 2)) as counted_paid_usd,
        cast(int_dol__contracts.counted_lives as integer) as counted_lives,
        cast(int_dol__contracts.counted_premiums_usd as numeric(18, 2)) as counted_premiums_usd
    from schedule_a_broker
    inner join int_dol__contracts
        on
            schedule_a_broker.ack_id = int_dol__contracts.ack_id
            and schedule_a_broker.form_id = int_dol__contracts.form_id
    inner join names
        on schedule_a_broker.broker_name = names.broker_name
)

select * from final
