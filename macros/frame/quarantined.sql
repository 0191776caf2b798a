{#- What tells a row apart for a person is the mart's to name and the source's to say
    (quarantine_shows). Where no raw record is kept, what was read of the row stands for it. -#}
{% macro quarantined(system, shown) -%}
with

quarantined as (
    {%- for system, table in source_tables(system, promoted_alone=true) %}
    {%- set declared = declared_table(system, table) %}
    select
        staged.raw_row_id,
        set_aside.source_table,
        staged.source_file,
        set_aside.reason_codes,
        {%- for column in shown %}
        cast({{ declared.get('quarantine_shows', {}).get(column, 'null') }} as text) as {{ column }},
        {%- endfor %}
        {%- if declared.keeps_record == 'never' %}
        {%- set pairs = [] %}
        {%- for column in staged_columns(system, table) %}
        {%- do pairs.append([column.name, 'cast(staged.' ~ column.name ~ ' as text)']) %}
        {%- endfor %}
        {{ json_object(pairs + [['cast_failures', 'staged.cast_failures']]) }} as raw_record
        {%- else %}
        staged.raw_record
        {%- endif %}
    from {{ ref('int_' ~ system ~ '__' ~ table ~ '_set_aside') }} as set_aside
    inner join {{ ref('stg_' ~ system ~ '__' ~ table) }} as staged
        on set_aside.raw_row_id = staged.raw_row_id
    where set_aside.outcome = 'quarantined'
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
)

select
    {{- contract_columns('quarantined') }}
from quarantined
{%- endmacro %}
