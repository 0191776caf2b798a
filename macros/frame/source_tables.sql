{% macro source_tables(system=none, promoted_alone=false) -%}
    {#- What is promoted by itself has a mart of its rows and a model of those that are set aside.
        The rest is merged with other sources', and a promotion mart says what became of each row. -#}
    {%- set names = [] -%}
    {%- for of_system, tables in declarations().items() if system in (none, of_system) -%}
        {%- for table, declared in tables.items()
            if not (promoted_alone and declared.promoted_to.endswith('_promotion')) -%}
            {%- do names.append([of_system, table]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(names) -}}
{%- endmacro %}
