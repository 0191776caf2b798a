{#- Of millions of filings hardly one is turned away, and the text of a whole one is long. -#}
{% macro record_of_quarantined(relation, system, table, columns) -%}
    {%- set conditions = [] -%}
    {%- for code, rule in declared_table(system, table).get('reasons', {}).items() -%}
        {%- if 'missing' not in rule -%}
            {{- exceptions.raise_compiler_error(
                system ~ '.' ~ table ~ ': keeps_record is when_quarantined, and reason ' ~ code
                ~ ' is decided after staging: leave keeps_record out'
            ) -}}
        {%- endif -%}
        {%- for column in columns if column.name == rule.missing -%}
            {%- do conditions.append(column.read ~ ' is null') -%}
        {%- endfor -%}
    {%- endfor -%}
    case when {{ conditions | join(' or ') or 'false' }} then {{ row_json(relation) }} end
{%- endmacro %}
