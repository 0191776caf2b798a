-- A warning, as the file may lie there for another reason; but its rows are in no count.
{{ config(severity='warn') }}

with

load_log as (
    select * from {{ ref('load_log') }}
),

entries as (
    select
        source_table,
        file_name,
        action,
        note,
        row_number() over (
            partition by source_table, file_name
            order by logged_at desc nulls last, {{ collate_c('action') }} desc
        ) as recency
    from load_log
),

final as (
    select
        file_name,
        note
    from entries
    where
        recency = 1
        and action = 'left_out'
)

select * from final
