with

outcomes as (
    {% for system in declarations() -%}
    select * from {{ ref('int_' ~ system ~ '__row_outcomes') }}
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(raw_rows as bigint) as raw_rows,
        cast(promoted_rows as bigint) as promoted_rows,
        cast(merged_rows as bigint) as merged_rows,
        cast(quarantined_rows as bigint) as quarantined_rows,
        cast(
            raw_rows - promoted_rows - merged_rows - quarantined_rows as bigint
        ) as difference
    from outcomes
)

select * from final
