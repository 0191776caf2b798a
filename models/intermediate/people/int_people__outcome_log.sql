{#- It cannot be made again, so it lies with history, not where a schema may be dropped. -#}
{{
    config(
        schema='history',
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

{{ new_outcomes(ref('int_people__outcomes')) }}
