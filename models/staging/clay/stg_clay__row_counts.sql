with

counted as (
    select
        'clay.company_raw' as source_table,
        count(*) as row_count
    from {{ source('clay', 'company_raw') }}
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(row_count as bigint) as raw_rows
    from counted
)

select * from final
