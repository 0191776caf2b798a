{#- Stub: its owner writes it. -#}
{{ config(contract={'enforced': false}) }}
select
    cast(null as text) as decision_id,
    cast(null as text) as person_unique_id_primary,
    cast(null as text) as person_unique_id_duplicate,
    cast(null as text) as verdict,
    cast(null as text) as decided_by,
    cast(null as timestamp) as decided_at,
    cast(null as text) as reason
where false
