{#- What is counted as quarantined must be there to be read, with its reasons, and nothing else. -#}
{% macro rows_not_in_quarantine(system) -%}
with

judged as (
    {%- for system, table in source_tables(system, promoted_alone=true) %}
    select
        raw_row_id,
        reason_codes
    from {{ ref('int_' ~ system ~ '__' ~ table ~ '_set_aside') }}
    where outcome = 'quarantined'
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
)

select
    judged.raw_row_id,
    kept.raw_row_id as kept_row_id
from judged
full outer join {{ ref(system ~ '_quarantine') }} as kept
    on judged.raw_row_id = kept.raw_row_id
where judged.reason_codes is distinct from kept.reason_codes
{%- endmacro %}
