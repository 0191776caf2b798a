{%- set staging = {
    'intake.company_raw_intake': 'stg_intake__company_raw_intake',
    'intake.company_raw_wv': 'stg_intake__company_raw_wv',
    'clay.company_raw': 'stg_clay__company_raw',
    'dol.f_5500': 'stg_dol__f_5500',
    'dol.f_5500_sf': 'stg_dol__f_5500_sf',
    'dol.f_sch_a': 'stg_dol__f_sch_a',
    'dol.f_sch_a_part1': 'stg_dol__f_sch_a_part1',
    'dol.ebsa_ocats': 'stg_dol__ebsa_ocats',
    'dol.violations': 'stg_dol__violations',
    'contracts.users': 'stg_contracts__users',
    'contracts.sessions': 'stg_contracts__sessions',
    'contracts.contracts': 'stg_contracts__contracts',
    'contracts.extractions': 'stg_contracts__extractions',
    'contracts.corrections': 'stg_contracts__corrections',
    'contracts.audit_events': 'stg_contracts__audit_events',
    'contracts.system_config': 'stg_contracts__system_config',
    'contracts.chat_messages': 'stg_contracts__chat_messages',
    'contracts.extraction_metrics': 'stg_contracts__extraction_metrics'
} %}

with

failing as (
    {% for source_table, model in staging.items() -%}
    select
        '{{ source_table }}' as source_table,
        '{{ pii_columns(*source_table.split('.')) | join(',') }}' as pii_columns,
        unnest(string_to_array(cast_failures, chr(30))) as entry
    from {{ ref(model) }}
    where cast_failures is not null
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

parted as (
    select
        source_table,
        split_part(entry, chr(31), 1) as column_name,
        -- What may be about a person is counted, not shown.
        case
            when not split_part(entry, chr(31), 1) = any(string_to_array(pii_columns, ','))
                then split_part(entry, chr(31), 2)
        end as raw_value
    from failing
),

counted as (
    select
        source_table,
        column_name,
        raw_value,
        count(*) as row_count,
        row_number() over (
            partition by source_table, column_name
            order by count(*) desc, {{ collate_c('raw_value') }} asc
        ) as rarity
    from parted
    group by
        source_table,
        column_name,
        raw_value
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(column_name as text) as column_name,
        cast(sum(row_count) as bigint) as failure_count,
        cast(min(case when rarity = 1 then raw_value end) as text) as example_1,
        cast(min(case when rarity = 2 then raw_value end) as text) as example_2,
        cast(min(case when rarity = 3 then raw_value end) as text) as example_3
    from counted
    group by
        source_table,
        column_name
)

select * from final
