{%- set facts = {
    'form_5500': 'dol.f_5500',
    'form_5500_sf': 'dol.f_5500_sf',
    'schedule_a': 'dol.f_sch_a',
    'schedule_a_broker': 'dol.f_sch_a_part1'
} %}

with

stg_intake__row_counts as (
    select * from {{ ref('stg_intake__row_counts') }}
),

stg_clay__row_counts as (
    select * from {{ ref('stg_clay__row_counts') }}
),

stg_dol__row_counts as (
    select * from {{ ref('stg_dol__row_counts') }}
),

company_promotion as (
    select * from {{ ref('company_promotion') }}
),

int_dol__outcomes as (
    select * from {{ ref('int_dol__outcomes') }}
),

form_5500 as (
    select * from {{ ref('form_5500') }}
),

form_5500_sf as (
    select * from {{ ref('form_5500_sf') }}
),

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

schedule_a_broker as (
    select * from {{ ref('schedule_a_broker') }}
),

violations as (
    select * from {{ ref('violations') }}
),

dol_quarantine as (
    select * from {{ ref('dol_quarantine') }}
),

raw_counts as (
    select * from stg_intake__row_counts

    union all

    select * from stg_clay__row_counts

    union all

    select * from stg_dol__row_counts
),

row_outcomes as (
    select
        source_table,
        outcome
    from company_promotion

    union all

    {% for fact, source_table in facts.items() -%}
    select
        '{{ source_table }}' as source_table,
        'promoted' as outcome
    from {{ fact }}

    union all

    {% endfor -%}
    select
        'dol.' || source_name as source_table,
        'promoted' as outcome
    from violations

    union all

    select
        source_table,
        'quarantined' as outcome
    from dol_quarantine

    -- A row that gave way to a later delivery is in no mart, so the judgement itself is counted.
    union all

    select
        source_table,
        outcome
    from int_dol__outcomes
    where outcome = 'merged'
),

outcomes as (
    select
        source_table,
        count(*) filter (where outcome = 'promoted') as promoted_rows,
        count(*) filter (where outcome = 'merged') as merged_rows,
        count(*) filter (where outcome = 'quarantined') as quarantined_rows
    from row_outcomes
    group by source_table
),

final as (
    select
        cast(raw_counts.source_table as text) as source_table,
        cast(raw_counts.raw_rows as bigint) as raw_rows,
        cast(coalesce(outcomes.promoted_rows, 0) as bigint) as promoted_rows,
        cast(coalesce(outcomes.merged_rows, 0) as bigint) as merged_rows,
        cast(coalesce(outcomes.quarantined_rows, 0) as bigint) as quarantined_rows,
        cast(
            raw_counts.raw_rows
            - coalesce(outcomes.promoted_rows, 0)
            - coalesce(outcomes.merged_rows, 0)
            - coalesce(outcomes.quarantined_rows, 0) as bigint
        ) as difference
    from raw_counts
    left join outcomes
        on raw_counts.source_table = outcomes.source_table
)

select * from final
