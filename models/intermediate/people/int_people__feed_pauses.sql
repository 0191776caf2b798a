with

int_people__feed_log as (
    select * from {{ ref('int_people__feed_log') }}
),

-- Of several runs for one moment the last one counts.
runs as (
    select
        source_table,
        as_of,
        raw_rows,
        row_number() over (
            partition by source_table, as_of
            order by run_at desc nulls last, {{ collate_c('run_id') }} desc nulls last
        ) as recency
    from int_people__feed_log
    where as_of is not null
),

compared as (
    select
        source_table,
        as_of,
        raw_rows > 0 as has_rows,
        lag(raw_rows > 0) over (partition by source_table order by as_of) as had_rows,
        lag(as_of) over (partition by source_table order by as_of) as previous_as_of
    from runs
    where recency = 1
),

turns as (
    select
        source_table,
        as_of,
        has_rows,
        previous_as_of,
        lead(as_of) over (partition by source_table order by as_of) as next_turn_at
    from compared
    where has_rows <> had_rows
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(previous_as_of as timestamp) as last_rows_at,
        cast(as_of as timestamp) as paused_at,
        cast(next_turn_at as timestamp) as resumed_at
    from turns
    where not has_rows
)

select * from final
