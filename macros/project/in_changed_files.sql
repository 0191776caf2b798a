{% macro in_changed_files(system, table) -%}
    {#- Names stand as literals, so that DuckDB opens none of the other files. A table that comes
        from no file, because the system's own is read, has no versions and is read whole. -#}
    {%- if not is_incremental() or system_schema(system) -%}
        true
    {%- else -%}
        {%- set staged = {} -%}
        {%- set changed = [] -%}
        {%- if execute -%}
            {%- for row in run_query('select distinct source_file, source_version from ' ~ this).rows -%}
                {%- do staged.update({row[0]: row[1]}) -%}
            {%- endfor -%}
            {%- for name, file in source_files(system, table).items() if staged.get(name) != file.version -%}
                {%- do changed.append("'" ~ name | replace("'", "''") ~ "'") -%}
            {%- endfor -%}
        {%- endif -%}
        {{- '_source_file in (' ~ changed | join(', ') ~ ')' if changed else 'false' -}}
    {%- endif -%}
{%- endmacro %}
