-- A warning, so that what the summary says shows in the count of warnings at the end of a run too.
-- What is known to be bad is in seed quarantine_accepted.
{{ config(severity='warn') }}

with

source_status as (
    select * from {{ ref('source_status') }}
),

final as (
    select
        source_table,
        worst_file,
        raw_rows,
        quarantined_rows,
        look_further
    from source_status
    where is_loud
)

select * from final
