-- What counts of the raw rows is in the mart of its table, and nothing else is: an incremental mart
-- that missed a row, or kept one that is gone, would look like any other.
{%- set marts = {
    'f_5500': ['form_5500', 'raw_row_id'],
    'f_5500_sf': ['form_5500_sf', 'raw_row_id'],
    'f_sch_a': ['schedule_a', 'raw_row_id'],
    'f_sch_a_part1': ['schedule_a_broker', 'raw_row_id'],
    'ebsa_ocats': ['violations', 'violation_id'],
    'violations': ['violations', 'violation_id'],
} %}

with

int_dol__set_aside as (
    select * from {{ ref('int_dol__set_aside') }}
),

staged as (
    {% for source_table in marts -%}
    select
        raw_row_id,
        '{{ source_table }}' as source_table
    from {{ ref('stg_dol__' ~ source_table) }}
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

promoted as (
    select staged.*
    from staged
    left join int_dol__set_aside as set_aside
        on staged.raw_row_id = set_aside.raw_row_id
    where set_aside.raw_row_id is null
),

present as (
    {% for source_table, (mart, key) in marts.items() -%}
    select
        {{ key }} as raw_row_id,
        '{{ source_table }}' as source_table
    from {{ ref(mart) }}
    {%- if mart == 'violations' %}
    where source_name = '{{ source_table }}'
    {%- endif %}
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        coalesce(promoted.raw_row_id, present.raw_row_id) as raw_row_id,
        promoted.source_table as promoted_of,
        present.source_table as present_of
    from promoted
    full outer join present
        on promoted.raw_row_id = present.raw_row_id
    where promoted.source_table is distinct from present.source_table
)

select * from final
