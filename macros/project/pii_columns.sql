{% macro pii_columns(system, table) -%}
    {%- set names = [] -%}
    {%- if execute -%}
        {%- for source in graph.sources.values() if source.source_name == system and source.name == table -%}
            {%- for column in source.columns.values() if column.config.get('meta', {}).get('pii') -%}
                {%- do names.append(column.name) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(names) -}}
{%- endmacro %}
