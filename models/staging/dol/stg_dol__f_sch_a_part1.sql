{#- A file is read once: again only when it or the columns it is read by have changed. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_files('dol', 'f_sch_a_part1') }}",
        post_hook="{{ number_copies() }}"
    )
}}
{{
    staged(
        'dol',
        'f_sch_a_part1',
        read_once=true,
        row_id=content_row_id('dol.f_sch_a_part1', 'content_hash')
    )
}}
