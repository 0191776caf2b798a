{#- Casts stand in a step of their own, so that the value and its failure share one evaluation. -#}
{% macro typed_ctes(relation, system, table, row_id=none, more={}) -%}
    {%- set declared = declared_table(system, table) -%}
    {%- set columns = staged_columns(system, table) -%}
    {%- set failing = [] -%}
cast_once as (
    select
        *,
        {%- for column in columns if column.fails %}
        {{ column.read }} as {{ column.name }}_value,
        {%- set value = column.name ~ '_value' %}
        {%- do failing.append(
            [column.name, value, try_cast(value, json_type())]
            if column.fails == 'json'
            else [column.name, value, money_range(value, 'low')]
            if column.fails == 'money_range'
            else [
                column.name,
                blank_word_to_null(column.source_column, blank_to_null(column.source_column))
                if declared.blank_words
                else blank_to_null(column.source_column),
                value
            ]
        ) %}
        {%- endfor %}
        {%- if declared.keeps_record == 'when_quarantined' %}
        {{ record_of_quarantined(relation, system, table, columns) }} as raw_record,
        {%- elif declared.keeps_record != 'never' %}
        {{ row_json(relation) }} as raw_record,
        {%- endif %}
        {{ blank_to_null(declared.own_id) if declared.own_id else 'cast(null as text)' }} as own_id
    from {{ relation }}
),

final as (
    select
        cast(
            {{ row_id or raw_row_id(system ~ '.' ~ table, 'own_id', 'content_hash') }} as text
        ) as raw_row_id,
        cast(_source_file as text) as source_file,
        {%- for column in columns %}
        cast({{ column.name ~ '_value' if column.fails else column.read }} as {{ column.type }})
            as {{ column.name }},
        {%- endfor %}
        {%- for name, (type, value) in more.items() %}
        cast({{ value }} as {{ type }}) as {{ name }},
        {%- endfor %}
        {%- if declared.keeps_record != 'never' %}
        raw_record,
        {%- endif %}
        cast({{ cast_failures(failing) }} as text) as cast_failures
    from cast_once
)
{%- endmacro %}
