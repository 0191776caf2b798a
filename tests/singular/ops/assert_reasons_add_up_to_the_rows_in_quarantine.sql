-- What the end of a build says of reasons and files is about the rows it counts. A table that is
-- read in place is one file.
with

row_accounting as (
    select * from {{ ref('row_accounting') }}
),

quarantine_reasons as (
    select * from {{ ref('quarantine_reasons') }}
),

file_status as (
    select * from {{ ref('file_status') }}
),

by_reason as (
    select
        source_table,
        sum(first_row_count) as quarantined_rows
    from quarantine_reasons
    group by source_table
),

by_file as (
    select
        source_table,
        sum(raw_rows) as raw_rows,
        sum(quarantined_rows) as quarantined_rows
    from file_status
    group by source_table
),

final as (
    select
        row_accounting.source_table,
        row_accounting.quarantined_rows,
        by_reason.quarantined_rows as rows_by_reason,
        by_file.quarantined_rows as rows_by_file
    from row_accounting
    left join by_reason
        on row_accounting.source_table = by_reason.source_table
    left join by_file
        on row_accounting.source_table = by_file.source_table
    where
        row_accounting.quarantined_rows <> coalesce(by_reason.quarantined_rows, 0)
        or row_accounting.quarantined_rows <> coalesce(by_file.quarantined_rows, 0)
        or row_accounting.raw_rows <> coalesce(by_file.raw_rows, 0)
)

select * from final
