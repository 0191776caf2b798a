with

counted as (
    select
        'intake.company_raw_intake' as source_table,
        count(*) as row_count
    from {{ source('intake', 'company_raw_intake') }}

    union all

    select
        'intake.company_raw_wv' as source_table,
        count(*) as row_count
    from {{ source('intake', 'company_raw_wv') }}
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(row_count as bigint) as raw_rows
    from counted
)

select * from final
