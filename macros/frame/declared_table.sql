{% macro declared_table(system, table) -%}
    {%- set declared = declarations().get(system, {}).get(table) -%}
    {%- if not declared -%}
        {{- exceptions.raise_compiler_error(
            system ~ '.' ~ table ~ ' is not declared in models/staging/' ~ system ~ '/_' ~ system
            ~ '__sources.yml, or hubspoke declare was not run since'
        ) -}}
    {%- endif -%}
    {{- return(declared) -}}
{%- endmacro %}
