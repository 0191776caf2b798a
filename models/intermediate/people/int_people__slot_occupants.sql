{#- Stub: its owner writes it. -#}
select
    cast(null as text) as company_slot_unique_id,
    cast(null as text) as company_unique_id,
    cast(null as text) as slot_type,
    cast(null as text) as person_unique_id,
    cast(null as numeric(3, 2)) as confidence,
    cast(null as integer) as challenger_rank
where false
