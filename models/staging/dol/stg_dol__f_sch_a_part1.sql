{#- A file is read once: again only when it or the columns it is read by have changed. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_files('dol', 'f_sch_a_part1') }}",
        post_hook="{{ number_copies() }}"
    )
}}

with

source as (
    select
        *,
        {{ row_content_hash('dol', 'f_sch_a_part1') }} as content_hash
    from {{ source('dol', 'f_sch_a_part1') }}
    where {{ in_changed_files('dol', 'f_sch_a_part1') }}
),

cast_once as (
    select
        *,
        {{ to_integer('form_id') }} as form_id_value,
        {{ to_integer('row_order') }} as row_order_value,
        {{ to_numeric('ins_broker_comm_pd_amt', 18, 2) }} as broker_commission_amt_value,
        {{ to_numeric('ins_broker_fees_pd_amt', 18, 2) }} as broker_fees_amt_value,
        case
            when
                {{ code_text('ack_id') }} is null
                or {{ to_integer('form_id') }} is null
                or {{ to_integer('row_order') }} is null
                then {{ row_json('source') }}
        end as raw_record
    from source
),

final as (
    select
        cast({{ content_row_id('dol.f_sch_a_part1', 'content_hash') }} as text) as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ source_file_version('dol', 'f_sch_a_part1') }} as text) as source_version,
        cast({{ code_text('ack_id') }} as text) as ack_id,
        cast(form_id_value as integer) as form_id,
        cast(row_order_value as integer) as row_order,
        cast({{ clean_text('ins_broker_name') }} as text) as broker_name,
        cast({{ code_text('ins_broker_us_address1') }} as text) as broker_address1,
        cast({{ code_text('ins_broker_us_address2') }} as text) as broker_address2,
        cast({{ clean_text('ins_broker_us_city') }} as text) as broker_city,
        cast({{ code_text('ins_broker_us_state') }} as text) as broker_state,
        cast({{ code_text('ins_broker_us_zip') }} as text) as broker_zip,
        cast(broker_commission_amt_value as numeric(18, 2)) as broker_commission_amt,
        cast(broker_fees_amt_value as numeric(18, 2)) as broker_fees_amt,
        cast({{ code_text('ins_broker_fees_pd_text') }} as text) as broker_fees_purpose,
        cast({{ code_text('ins_broker_code') }} as text) as broker_organization_code,
        raw_record,
        cast({{ cast_failures([
            ['form_id', blank_to_null('form_id'), 'form_id_value'],
            ['row_order', blank_to_null('row_order'), 'row_order_value'],
            ['broker_commission_amt', blank_to_null('ins_broker_comm_pd_amt'),
                'broker_commission_amt_value'],
            ['broker_fees_amt', blank_to_null('ins_broker_fees_pd_amt'), 'broker_fees_amt_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
