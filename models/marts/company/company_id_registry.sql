{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

{{ id_registry(
    ref('int_company__clusters'),
    ref('int_company__clustered'),
    ref('int_company__match_keys'),
    this if is_incremental() else none,
    'company_unique_id',
    '04.04.02.04.30000.',
    'ein',
    ['ein'],
    {'ein': 2, 'domain': 3}
) }}
