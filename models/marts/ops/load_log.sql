{#- Filled by hubspoke when it reads raw files; nothing a run does may empty it. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

select
    cast(null as text) as source_table,
    cast(null as text) as file_name,
    cast(null as text) as sha256,
    cast(null as text) as contract_hash,
    cast(null as text) as encoding,
    cast(null as bigint) as row_count,
    cast(null as bigint) as byte_count,
    cast(null as text) as action,
    cast(null as timestamp) as logged_at
where false
