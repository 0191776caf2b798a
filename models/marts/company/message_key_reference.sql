{#- Stub: its owner writes it. -#}
{{ config(contract={'enforced': false}) }}
select
    cast(null as text) as message_key,
    cast(null as text) as role,
    cast(null as text) as message_type,
    cast(null as text) as trigger_condition,
    cast(null as text) as vibeos_template_id,
    cast(null as text) as message_channel,
    cast(null as text) as subject_line,
    cast(null as text) as preview_text,
    cast(null as integer) as send_delay_hours,
    cast(null as text) as optimal_send_time,
    cast(null as boolean) as active,
    cast(null as timestamp) as created_at,
    cast(null as timestamp) as updated_at
where false
