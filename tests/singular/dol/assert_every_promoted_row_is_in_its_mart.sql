-- What counts of the raw rows is in the mart of its table, and nothing else is: an incremental mart
-- that missed a row, or kept one that is gone, would look like any other.
{%- set marts = {
    'dol.f_5500': ['form_5500', 'raw_row_id'],
    'dol.f_5500_sf': ['form_5500_sf', 'raw_row_id'],
    'dol.f_sch_a': ['schedule_a', 'raw_row_id'],
    'dol.f_sch_a_part1': ['schedule_a_broker', 'raw_row_id'],
    'dol.ebsa_ocats': ['violations', 'violation_id'],
    'dol.violations': ['violations', 'violation_id'],
} %}

with

int_dol__outcomes as (
    select * from {{ ref('int_dol__outcomes') }}
),

promoted as (
    select
        raw_row_id,
        source_table
    from int_dol__outcomes
    where outcome = 'promoted'
),

present as (
    {% for source_table, (mart, key) in marts.items() -%}
    select
        {{ key }} as raw_row_id,
        '{{ source_table }}' as source_table
    from {{ ref(mart) }}
    {%- if mart == 'violations' %}
    where source_name = '{{ source_table.split('.')[1] }}'
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
