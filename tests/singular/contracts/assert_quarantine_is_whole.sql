{#- ops.row_accounting counts what was judged; every row in quarantine must be there to be read. -#}
{%- set tables = [
    'users', 'sessions', 'contracts', 'extractions', 'corrections', 'audit_events', 'system_config',
    'chat_messages', 'extraction_metrics'
] %}
with

judged as (
    {% for table in tables -%}
    select
        raw_row_id,
        reason_codes
    from {{ ref('int_contracts__' ~ table ~ '_set_aside') }}
    where outcome = 'quarantined'
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
)

select
    judged.raw_row_id,
    kept.raw_row_id as kept_row_id
from judged
full join {{ ref('contracts_quarantine') }} as kept
    on judged.raw_row_id = kept.raw_row_id
where judged.reason_codes is distinct from kept.reason_codes
