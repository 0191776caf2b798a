{#- Incremental by the raw rows that count, as the forms are. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook=[
            "{{ delete_rows_not_in(ref('stg_dol__f_sch_a_part1'), ref('int_dol__set_aside')) }}",
            "{{ delete_rows_judged_otherwise([
                ['is_amount_implausible', 'broker_payment', 'broker_paid_amt'],
            ]) }}"
        ]
    )
}}

with

stg_dol__f_sch_a_part1 as (
    select * from {{ ref('stg_dol__f_sch_a_part1') }}
),

int_dol__set_aside as (
    select * from {{ ref('int_dol__set_aside') }}
),

promoted as (
    {{ new_promoted_rows('stg_dol__f_sch_a_part1', 'int_dol__set_aside') }}
),

paid as (
    select
        *,
        case
            when broker_commission_amt is not null or broker_fees_amt is not null
                then coalesce(broker_commission_amt, 0) + coalesce(broker_fees_amt, 0)
        end as broker_paid_amt
    from promoted
),

flagged as (
    select
        *,
        {{ amount_is_implausible('broker_payment', 'broker_paid_amt') }} as is_amount_implausible
    from paid
),

final as (
    select
        cast(ack_id as text) as ack_id,
        cast(form_id as integer) as form_id,
        cast(row_order as integer) as row_order,
        cast(broker_name as text) as broker_name,
        cast(broker_address1 as text) as broker_address1,
        cast(broker_address2 as text) as broker_address2,
        cast(broker_city as text) as broker_city,
        cast(broker_state as text) as broker_state,
        cast(broker_zip as text) as broker_zip,
        cast(broker_commission_amt as numeric(18, 2)) as broker_commission_amt,
        cast(broker_fees_amt as numeric(18, 2)) as broker_fees_amt,
        cast(broker_fees_purpose as text) as broker_fees_purpose,
        cast(broker_organization_code as text) as broker_organization_code,
        cast(broker_paid_amt as numeric(18, 2)) as broker_paid_amt,
        cast(is_amount_implausible as boolean) as is_amount_implausible,
        cast(case when not is_amount_implausible then broker_paid_amt end as numeric(18, 2))
            as counted_paid_usd,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from flagged
)

select * from final
