{#- Stub: its owner writes it. -#}
select
    cast(null as text) as company_slot_unique_id,
    cast(null as integer) as attempt_count,
    cast(null as timestamp) as last_attempt_at
where false
