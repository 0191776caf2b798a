{%- set reasons = {
    'event_id_invalid': 'event_id is null',
    'event_type_invalid': 'known_type is null',
    'timestamp_invalid': 'timestamp is null',
} %}

with

-- Left to itself, Postgres would first write what is read several times to disk, all columns of it.
stg_contracts__audit_events as not materialized (
    select * from {{ ref('stg_contracts__audit_events') }}
),

contract_values as (
    select * from {{ ref('contract_values') }}
),

-- Each type is looked up once: there are a score of them and millions of events.
event_types as (
    select distinct event_type
    from stg_contracts__audit_events
),

known_types as (
    select event_types.event_type
    from event_types
    inner join contract_values
        on
            contract_values.list_name = 'event_type'
            and (
                event_types.event_type = contract_values.value
                or (
                    contract_values.value like '%*'
                    and event_types.event_type
                    like replace(replace(contract_values.value, '_', '!_'), '*', '%') escape '!'
                )
            )
),

looked_up as (
    select
        staged.*,
        known_types.event_type as known_type
    from stg_contracts__audit_events as staged
    left join known_types
        on staged.event_type = known_types.event_type
),

judged as not materialized (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from looked_up
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
