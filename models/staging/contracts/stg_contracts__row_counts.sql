{%- set tables = [
    'users', 'sessions', 'contracts', 'extractions', 'corrections', 'audit_events', 'system_config',
    'chat_messages', 'extraction_metrics'
] %}

with

counted as (
    {% for table in tables -%}
    select
        'contracts.{{ table }}' as source_table,
        {{ source_row_count('contracts', table) }} as row_count
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(row_count as bigint) as raw_rows
    from counted
)

select * from final
