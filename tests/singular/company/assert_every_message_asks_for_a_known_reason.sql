-- A message whose reason to write is in no list never applies to anybody, and nobody would know
-- why.
{{ config(severity='warn') }}

with

message_key_reference as (
    select * from {{ ref('message_key_reference') }}
),

message_triggers as (
    select * from {{ ref('message_triggers') }}
),

message_types as (
    select * from {{ ref('message_types') }}
),

final as (
    select
        message_key_reference.message_key,
        message_key_reference.trigger_condition,
        message_key_reference.message_type
    from message_key_reference
    left join message_triggers
        on message_key_reference.trigger_condition = message_triggers.trigger_condition
    left join message_types
        on message_key_reference.message_type = message_types.message_type
    where
        message_triggers.trigger_condition is null
        or message_types.message_type is null
)

select * from final
