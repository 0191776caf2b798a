{%- set reasons = {
    'event_id_invalid': 'event_id is null',
    'event_type_invalid': 'not ' ~ is_known('event_type', 'known_types', 'event_type'),
    'timestamp_invalid': 'timestamp is null',
} %}

with

stg_contracts__audit_events as (
    select * from {{ ref('stg_contracts__audit_events') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

-- Each type is looked up once: there are a score of them and millions of events.
known_types as (
    select distinct stg_contracts__audit_events.event_type
    from stg_contracts__audit_events
    inner join contract_values
        on
            contract_values.list_name = 'event_type'
            and (
                stg_contracts__audit_events.event_type = contract_values.value
                or (
                    contract_values.value like '%*'
                    and stg_contracts__audit_events.event_type like
                    replace(replace(contract_values.value, '_', '!_'), '*', '%') escape '!'
                )
            )
),

judged as (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from stg_contracts__audit_events
),

set_aside as (
    {{ rows_set_aside('judged', 'event_id', 'timestamp desc nulls last') }}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.audit_events' as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
