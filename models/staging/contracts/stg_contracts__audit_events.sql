{#- A file is read once: again only when it or the columns it is read by have changed. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_files('contracts', 'audit_events') }}"
    )
}}

with

typed as (
    {{ staged('contracts', 'audit_events', read_once=true) }}
),

final as (
    select
        *,
        cast({{ audit_row_hash() }} as text) as row_hash
    from typed
)

select * from final
