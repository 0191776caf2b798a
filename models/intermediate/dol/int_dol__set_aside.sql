{#- Of rows with the same key the one in the file that comes last by name counts: later years and
    deliveries sort behind earlier ones. Enforcement has no key of its own; what says which case or
    violation it is stands for one, so that a case is not counted once per published file, and a
    violation that is delivered again as resolved replaces the open one. -#}
{%- set facts = {
    'dol.f_5500': ['stg_dol__f_5500', 'ack_id', {
        'ack_id_missing': 'ack_id is null',
        'sponsor_ein_invalid': 'sponsor_dfe_ein is null',
        'plan_number_invalid': 'plan_number is null',
        'plan_year_begin_invalid': 'form_plan_year_begin_date is null',
    }],
    'dol.f_5500_sf': ['stg_dol__f_5500_sf', 'ack_id', {
        'ack_id_missing': 'ack_id is null',
        'sponsor_ein_invalid': 'sponsor_dfe_ein is null',
        'plan_number_invalid': 'plan_number is null',
        'plan_year_begin_invalid': 'form_plan_year_begin_date is null',
    }],
    'dol.f_sch_a': ['stg_dol__f_sch_a', 'ack_id, form_id', {
        'ack_id_missing': 'ack_id is null',
        'form_id_invalid': 'form_id is null',
    }],
    'dol.f_sch_a_part1': ['stg_dol__f_sch_a_part1', 'ack_id, form_id, row_order', {
        'ack_id_missing': 'ack_id is null',
        'form_id_invalid': 'form_id is null',
        'row_order_invalid': 'row_order is null',
    }],
    'dol.ebsa_ocats': [
        'stg_dol__ebsa_ocats',
        nullable_key([
            'ein', 'plan_number', 'case_type', 'plan_year_text', 'plan_name', 'plan_admin',
            'final_close_reason', 'final_close_date', 'penalty_bucket',
        ]),
        {'ein_invalid': 'ein is null'},
    ],
    'dol.violations': [
        'stg_dol__violations',
        nullable_key([
            'ein', 'source_agency', 'case_number', 'violation_type', 'violation_date',
            'description', 'source_url',
        ]),
        {'ein_invalid': 'ein is null'},
    ],
} %}

with

{% for source_table, (model, key, reasons) in facts.items() -%}
{{ model }} as not materialized (
    select
        *,
        {{ failed_conditions(reasons) }} as reason_codes
    from {{ ref(model) }}
),

{% endfor -%}
set_aside as (
    {% for source_table, (model, key, reasons) in facts.items() -%}
    select
        raw_row_id,
        '{{ source_table }}' as source_table,
        outcome,
        reason_codes
    from ({{ rows_set_aside(model, key) }}) as of_table
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast(source_table as text) as source_table,
        cast(outcome as text) as outcome,
        cast(reason_codes as text) as reason_codes
    from set_aside
)

select * from final
