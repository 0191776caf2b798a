{%- set facts = {
    'form_5500': 'dol.f_5500',
    'form_5500_sf': 'dol.f_5500_sf',
    'schedule_a': 'dol.f_sch_a',
    'schedule_a_broker': 'dol.f_sch_a_part1',
    'contracts_users': 'contracts.users',
    'contracts_sessions': 'contracts.sessions',
    'contracts': 'contracts.contracts',
    'extractions': 'contracts.extractions',
    'corrections': 'contracts.corrections',
    'audit_events': 'contracts.audit_events',
    'contracts_system_config': 'contracts.system_config',
    'chat_messages': 'contracts.chat_messages'
} %}
{%- set set_aside = [
    'users', 'sessions', 'contracts', 'extractions', 'corrections', 'audit_events', 'system_config',
    'chat_messages', 'extraction_metrics'
] %}

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

stg_contracts__row_counts as (
    select * from {{ ref('stg_contracts__row_counts') }}
),

company_promotion as (
    select * from {{ ref('company_promotion') }}
),

int_dol__set_aside as (
    select * from {{ ref('int_dol__set_aside') }}
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

contracts_users as (
    select * from {{ ref('contracts_users') }}
),

contracts_sessions as (
    select * from {{ ref('contracts_sessions') }}
),

contracts as (
    select * from {{ ref('contracts') }}
),

extractions as (
    select * from {{ ref('extractions') }}
),

corrections as (
    select * from {{ ref('corrections') }}
),

audit_events as (
    select * from {{ ref('audit_events') }}
),

contracts_system_config as (
    select * from {{ ref('contracts_system_config') }}
),

chat_messages as (
    select * from {{ ref('chat_messages') }}
),

metric_drift as (
    select * from {{ ref('metric_drift') }}
),

{% for table in set_aside -%}
int_contracts__{{ table }}_set_aside as (
    select * from {{ ref('int_contracts__' ~ table ~ '_set_aside') }}
),

{% endfor -%}
raw_counts as (
    select * from stg_intake__row_counts

    union all

    select * from stg_clay__row_counts

    union all

    select * from stg_dol__row_counts

    union all

    select * from stg_contracts__row_counts
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

    union all

    select
        'contracts.extraction_metrics' as source_table,
        'promoted' as outcome
    from metric_drift
    where raw_row_id is not null

    -- A row that gave way to a later delivery is in no mart, so the judgement itself is counted.
    union all

    select
        source_table,
        outcome
    from int_dol__set_aside
    where outcome = 'merged'

    {% for table in set_aside -%}
    union all

    select
        source_table,
        outcome
    from int_contracts__{{ table }}_set_aside
    {% endfor %}
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
