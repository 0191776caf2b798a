{#- Incremental by the raw rows that count, as the forms are. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook=[
            "{{ delete_unpromoted_rows('dol', 'f_sch_a_part1') }}",
            "{{ delete_rows_judged_otherwise([
                ['is_amount_implausible', 'broker_payment', 'broker_paid_amt'],
            ]) }}"
        ]
    )
}}

with

promoted as (
    {{ new_promoted_rows('dol', 'f_sch_a_part1') }}
),

paid as (
    select
        *,
        cast(
            case
                when broker_commission_amt is not null or broker_fees_amt is not null
                    then coalesce(broker_commission_amt, 0) + coalesce(broker_fees_amt, 0)
            end as numeric(18, 2)
        ) as broker_paid_amt
    from promoted
),

flagged as (
    select
        *,
        {{ amount_is_implausible('broker_payment', 'broker_paid_amt') }} as is_amount_implausible
    from paid
),

computed as (
    select
        *,
        cast(case when not is_amount_implausible then broker_paid_amt end as numeric(18, 2))
            as counted_paid_usd
    from flagged
),

final as (
    select
        {{ contract_columns('computed') }}
    from computed
)

select * from final
