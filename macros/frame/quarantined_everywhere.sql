{#- From what people read, a system's quarantine or the promotion mart of its rows, and each of those
    once: what is counted of a file can be looked up there. -#}
{% macro quarantined_everywhere() -%}
    {%- set promotions = [] -%}
    {%- set systems = [] -%}
    {%- for system, table in source_tables() -%}
        {%- set promoted_to = declared_table(system, table).promoted_to -%}
        {%- if promoted_to.endswith('_promotion') -%}
            {%- do promotions.append(promoted_to) -%}
        {%- else -%}
            {%- do systems.append(system ~ '_quarantine') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for name in (promotions + systems) | unique %}
    select
        source_table,
        source_file as file_name,
        reason_codes
    from {{ ref(name) }}
    {%- if name in promotions %}
    where outcome = 'quarantined'
    {%- endif %}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
{%- endmacro %}
