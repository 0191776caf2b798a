{% macro check_declarations() -%}
    {#- The macro that declarations() is must say what the YAML says: else a table would be built by
        what was declared yesterday. -#}
    {%- if execute -%}
        {%- set declared = declarations() -%}
        {%- set stale = [] -%}
        {%- set tables = [] -%}
        {%- for source in graph.sources.values() if source.schema == 'raw_' ~ source.source_name -%}
            {%- set name = source.source_name ~ '.' ~ source.name -%}
            {%- do tables.append(name) -%}
            {%- set known = declared.get(source.source_name, {}).get(source.name, {}) -%}
            {%- set facts = source.config.get('meta', {}) -%}
            {%- for key in (known | list + facts | list) | unique
                if key not in ('columns', 'combined_columns', 'file_patterns', 'ignored_columns')
                and known.get(key) != facts.get(key) -%}
                {%- do stale.append(name ~ ' (' ~ key ~ ')') -%}
            {%- endfor -%}
            {%- set columns = known.get('columns', {}) -%}
            {%- if columns | list != source.columns | reject('equalto', '_source_file') | list -%}
                {%- do stale.append(name ~ ' (its columns)') -%}
            {%- endif -%}
            {%- for column in source.columns.values() -%}
                {%- set meta = column.config.get('meta', {}) -%}
                {%- for key in ('kind', 'staged_as', 'pii', 'or_from')
                    if columns.get(column.name, {}).get(key) != meta.get(key) -%}
                    {%- do stale.append(name ~ '.' ~ column.name ~ ' (' ~ key ~ ')') -%}
                {%- endfor -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- for system, of_system in declared.items() -%}
            {%- for table in of_system if system ~ '.' ~ table not in tables -%}
                {%- do stale.append(system ~ '.' ~ table) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- if stale -%}
            {{- exceptions.raise_compiler_error(
                'macros/frame/declarations.sql is not what the YAML of the sources says: '
                ~ stale | join(', ') ~ '. Run hubspoke declare'
            ) -}}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
