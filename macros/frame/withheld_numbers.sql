{#- Source columns for EINs, in which people also put Social Security numbers. -#}
{% macro withheld_numbers(system, table) -%}
    {%- set names = [] -%}
    {%- for name, facts in declared_table(system, table).columns.items() -%}
        {%- if facts.kind in ('ein', 'ein_text') -%}
            {%- do names.append(name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(names) -}}
{%- endmacro %}
