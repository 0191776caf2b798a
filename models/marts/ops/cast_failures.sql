with

failing as (
    {% for system, table in source_tables() -%}
    select
        '{{ system }}.{{ table }}' as source_table,
        '{{ pii_columns(system, table) | join(',') }}' as pii_columns,
        {{ rows_of_pieces('cast_failures', 'chr(30)') }} as entry
    from {{ ref('stg_' ~ system ~ '__' ~ table) }}
    where cast_failures is not null
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

parted as (
    select
        source_table,
        split_part(entry, chr(31), 1) as column_name,
        -- What may be about a person is counted, not shown.
        case
            when
                not {{ list_has(pieces('pii_columns', "','"), 'split_part(entry, chr(31), 1)') }}
                then split_part(entry, chr(31), 2)
        end as raw_value
    from failing
),

counted as (
    select
        source_table,
        column_name,
        raw_value,
        count(*) as row_count,
        row_number() over (
            partition by source_table, column_name
            order by count(*) desc, {{ collate_c('raw_value') }} asc
        ) as rarity
    from parted
    group by
        source_table,
        column_name,
        raw_value
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(column_name as text) as column_name,
        cast(sum(row_count) as bigint) as failure_count,
        cast(min(case when rarity = 1 then raw_value end) as text) as example_1,
        cast(min(case when rarity = 2 then raw_value end) as text) as example_2,
        cast(min(case when rarity = 3 then raw_value end) as text) as example_3
    from counted
    group by
        source_table,
        column_name
)

select * from final
