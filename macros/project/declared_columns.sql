{% macro declared_columns(system, table) -%}
    {%- set names = [] -%}
    {%- if execute -%}
        {%- for source in graph.sources.values() if source.source_name == system and source.name == table -%}
            {%- for column in source.columns if column != '_source_file' -%}
                {%- do names.append(column) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(names) -}}
{%- endmacro %}
