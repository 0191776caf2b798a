{#- Stub: its owner writes it. -#}
select
    cast(null as text) as raw_row_id,
    cast(null as text) as own_person_unique_id,
    cast(null as text) as person_unique_id,
    cast(null as timestamp) as founded_at,
    cast(null as timestamp) as first_seen_at,
    cast(null as integer) as survivor_rank,
    cast(null as integer) as employment_rank
where false
