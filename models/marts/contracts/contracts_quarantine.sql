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
{%- set event_columns = [
    'event_id', 'event_type', 'contract_id', 'extraction_id', 'user_id', 'event_data', 'timestamp',
    'ip_address', 'user_agent', 'session_id', 'duration_ms', 'cost_usd', 'cast_failures'
] %}
{%- set event = [] %}
{%- for column in event_columns %}
    {%- do event.append(
        [column, 'cast(staged.' ~ column ~ ' as text)']
    ) %}
{%- endfor %}

with

final as (
    {% for table, name in tables.items() -%}
    select
        cast(staged.raw_row_id as text) as raw_row_id,
        cast('contracts.{{ table }}' as text) as source_table,
        cast(staged.source_file as text) as source_file,
        cast({{ name }} as text) as row_name,
        cast(set_aside.reason_codes as text) as reason_codes,
        {{ json_object(event) if table == 'audit_events' else 'staged.raw_record' }} as raw_record
    from {{ ref('int_contracts__' ~ table ~ '_set_aside') }} as set_aside
    inner join {{ ref('stg_contracts__' ~ table) }} as staged
        on set_aside.raw_row_id = staged.raw_row_id
    where set_aside.outcome = 'quarantined'
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
)

select * from final
