{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

{{ id_registry(
    ref('int_people__clusters'),
    ref('int_people__clustered'),
    ref('int_people__match_keys'),
    this if is_incremental() else none,
    'person_unique_id',
    '04.04.02.04.20000.',
    'linkedin',
    ['linkedin_name', 'linkedin'],
    {'linkedin_name': 2, 'linkedin': 3, 'email_name': 4, 'email_initial': 4, 'name_company': 5},
    not_recorded=['email']
) }}
