{% macro staged(system, table, read_once=false, row_id=none, more={}) -%}
    {%- if read_once -%}
        {%- do more.update({
            'source_version': ['text', source_file_version(system, table)]
        }) -%}
    {%- endif -%}
with

source as (
    select
        *,
        {{ row_content_hash(system, table) }} as content_hash
    from {{ source(system, table) }}
    {%- if read_once %}
    where {{ in_changed_files(system, table) }}
    {%- endif %}
),

{{ typed_ctes('source', system, table, row_id, more) }}

select * from final
{%- endmacro %}
