{{ config(alias='quarantine') }}
{#- table -> how its rows are told apart by a person: key, EIN, name -#}
{%- set tables = {
    'dol.f_5500': ['stg_dol__f_5500', 'ack_id', 'sponsor_dfe_ein', 'sponsor_dfe_name'],
    'dol.f_5500_sf': ['stg_dol__f_5500_sf', 'ack_id', 'sponsor_dfe_ein', 'sponsor_dfe_name'],
    'dol.f_sch_a': ['stg_dol__f_sch_a', 'ack_id', 'sponsor_ein', 'insurance_company_name'],
    'dol.f_sch_a_part1': ['stg_dol__f_sch_a_part1', 'ack_id', 'cast(null as text)', 'broker_name'],
    'dol.ebsa_ocats': ['stg_dol__ebsa_ocats', 'cast(null as text)', 'ein', 'plan_admin'],
    'dol.violations': ['stg_dol__violations', 'cast(null as text)', 'ein', 'violation_type'],
} %}

with

quarantined as (
    select *
    from {{ ref('int_dol__set_aside') }}
    where outcome = 'quarantined'
),

final as (
    {% for source_table, (model, key, ein, name) in tables.items() -%}
    select
        cast(quarantined.raw_row_id as text) as raw_row_id,
        cast(quarantined.source_table as text) as source_table,
        cast(staged.source_file as text) as source_file,
        cast({{ key }} as text) as ack_id,
        cast({{ ein }} as text) as ein,
        cast({{ name }} as text) as name,
        cast(quarantined.reason_codes as text) as reason_codes,
        staged.raw_record
    from quarantined
    inner join {{ ref(model) }} as staged
        on quarantined.raw_row_id = staged.raw_row_id
    where quarantined.source_table = '{{ source_table }}'
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
)

select * from final
