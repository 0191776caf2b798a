{% macro delete_changed_files(system, table) -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        {%- set kept = [] -%}
        {%- for name, file in source_files(system, table).items() -%}
            {%- do kept.append(
                "('" ~ name | replace("'", "''") ~ "', '" ~ file.version ~ "')"
            ) -%}
        {%- endfor -%}
        {%- if kept %}
        where not coalesce((source_file, source_version) in ({{ kept | join(', ') }}), false)
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
