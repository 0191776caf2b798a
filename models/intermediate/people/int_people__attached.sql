{#- Stub: its owner writes it. -#}
select
    cast(null as text) as raw_row_id,
    cast(null as text) as company_unique_id,
    cast(null as text) as attached_by,
    cast(null as text) as attachment_problem,
    cast(null as boolean) as is_name_mismatch
where false
