{% macro staged(system, table, read_once=false, row_id=none, more={}) -%}
    {%- if read_once -%}
        {%- do more.update({
            'source_version': ['text', source_file_version(system, table)]
        }) -%}
    {%- endif -%}
    {%- set withheld = withheld_numbers(system, table) -%}
with

{% if withheld -%}
-- A Social Security number goes no further than the raw layer, not even into a hash.
shown as (
    select
        {%- for name in declared_columns(system, table) %}
        {%- if name in withheld %}
        case
            when {{ ein_looks_like_ssn(name) }} then '{{ ssn_withheld() }}'
            else {{ name }}
        end as {{ name }},
        {%- else %}
        {{ name }},
        {%- endif %}
        {%- endfor %}
        _source_file
    from {{ source(system, table) }}
    {%- if read_once %}
    where {{ in_changed_files(system, table) }}
    {%- endif %}
),

source as (
    select
        *,
        {{ row_content_hash(system, table) }} as content_hash
    from shown
),
{%- else -%}
source as (
    select
        *,
        {{ row_content_hash(system, table) }} as content_hash
    from {{ source(system, table) }}
    {%- if read_once %}
    where {{ in_changed_files(system, table) }}
    {%- endif %}
),
{%- endif %}

{{ typed_ctes('source', system, table, row_id, more) }}

select * from final
{%- endmacro %}
