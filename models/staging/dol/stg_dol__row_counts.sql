{%- set tables = [
    'f_5500', 'f_5500_sf', 'f_sch_a', 'f_sch_a_part1', 'ebsa_ocats', 'violations'
] %}

with

counted as (
    {% for table in tables -%}
    select
        'dol.{{ table }}' as source_table,
        {{ source_row_count('dol', table) }} as row_count
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(row_count as bigint) as raw_rows
    from counted
)

select * from final
