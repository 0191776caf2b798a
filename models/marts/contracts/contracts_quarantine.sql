{{ config(alias='quarantine') }}
{#- table -> what tells its rows apart for a person -#}
{%- set tables = {
    'users': 'username',
    'sessions': 'cast(session_id as text)',
    'contracts': 'contract_id',
    'extractions': 'cast(extraction_id as text)',
    'corrections': 'cast(correction_id as text)',
    'audit_events': 'cast(event_id as text)',
    'system_config': 'config_key',
    'chat_messages': 'cast(message_id as text)',
    'extraction_metrics': "concat_ws(' ', cast(date as text), llm_provider)",
} %}
{#- Of audit events, millions, no raw record is kept: what was read of the event stands for it. -#}
{%- set event = [
    ['event_id', 'cast(staged.event_id as text)'],
    ['event_type', 'cast(staged.event_type as text)'],
    ['contract_id', 'cast(staged.contract_id as text)'],
    ['extraction_id', 'cast(staged.extraction_id as text)'],
    ['user_id', 'cast(staged.user_id as text)'],
    ['event_data', 'cast(staged.event_data as text)'],
    ['timestamp', 'cast(staged.timestamp as text)'],
    ['ip_address', 'cast(staged.ip_address as text)'],
    ['user_agent', 'cast(staged.user_agent as text)'],
    ['session_id', 'cast(staged.session_id as text)'],
    ['duration_ms', 'cast(staged.duration_ms as text)'],
    ['cost_usd', 'cast(staged.cost_usd as text)'],
    ['cast_failures', 'cast(staged.cast_failures as text)'],
] %}

with

quarantined as (
    {% for table, name in tables.items() -%}
    select
        staged.raw_row_id,
        'contracts.{{ table }}' as source_table,
        staged.source_file,
        {{ name }} as row_name,
        set_aside.reason_codes,
        {% if table == 'audit_events' -%}
        {{ json_object(event) }} as raw_record
        {%- else -%}
        staged.raw_record
        {%- endif %}
    from {{ ref('int_contracts__' ~ table ~ '_set_aside') }} as set_aside
    inner join {{ ref('stg_contracts__' ~ table) }} as staged
        on set_aside.raw_row_id = staged.raw_row_id
    where set_aside.outcome = 'quarantined'
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast(source_table as text) as source_table,
        cast(source_file as text) as source_file,
        cast(row_name as text) as row_name,
        cast(reason_codes as text) as reason_codes,
        raw_record
    from quarantined
)

select * from final
