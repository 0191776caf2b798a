{#- Stub: its owner writes it. -#}
select
    cast(null as text) as raw_row_id,
    cast(null as text) as reason_code,
    cast(null as text) as severity,
    cast(null as integer) as rule_version
where false
