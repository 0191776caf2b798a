with

-- Left to itself, Postgres would first write what is read several times to disk, all columns of it.
stg_contracts__audit_events as {{ not_materialized() }} (
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

judged as {{ not_materialized() }} (
    {{ judged('contracts', 'audit_events', rows='looked_up') }}
),

{{ set_aside_ctes('contracts', 'audit_events') }}

select * from set_aside
