{#- Stub: its owner writes it. -#}
select
    cast(null as text) as email,
    cast(null as text) as verification_status,
    cast(null as boolean) as is_verified,
    cast(null as boolean) as is_sendable,
    cast(null as text) as verification_service,
    cast(null as timestamp) as verified_at,
    cast(null as text) as source_record_id
where false
