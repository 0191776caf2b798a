{#- Filled by hubspoke when it reads raw files; nothing a run does may empty it. A log of before a
    column gets it, whoever comes first, hubspoke or dbt. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='append_new_columns'
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
    cast(null as timestamp) as logged_at,
    cast(null as text) as note
where false
