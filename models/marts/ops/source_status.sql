with

row_accounting as (
    select * from {{ ref('row_accounting') }}
),

row_accounting_log as (
    select * from {{ ref('row_accounting_log') }}
),

cast_failures as (
    select * from {{ ref('cast_failures') }}
),

quarantine_reasons as (
    select * from {{ ref('quarantine_reasons') }}
),

file_status as (
    select * from {{ ref('file_status') }}
),

load_log as (
    select * from {{ ref('load_log') }}
),

queries as (
    {%- for system, table in source_tables() %}
    select
        '{{ system }}.{{ table }}' as source_table,
        '{{ look_further(system, table) | replace("'", "''") }}' as look_further
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

failed as (
    select
        source_table,
        sum(failure_count) as cast_failure_count
    from cast_failures
    group by source_table
),

reason_counts as (
    select
        source_table,
        reason_code,
        sum(row_count) as row_count,
        row_number() over (
            partition by source_table
            order by sum(row_count) desc, {{ collate_c('reason_code') }} asc
        ) as reason_rank
    from quarantine_reasons
    group by
        source_table,
        reason_code
),

reasons as (
    select
        source_table,
        max(case when reason_rank = 1 then reason_code end) as reason_1,
        max(case when reason_rank = 1 then row_count end) as reason_1_rows,
        max(case when reason_rank = 2 then reason_code end) as reason_2,
        max(case when reason_rank = 2 then row_count end) as reason_2_rows,
        max(case when reason_rank = 3 then reason_code end) as reason_3,
        max(case when reason_rank = 3 then row_count end) as reason_3_rows
    from reason_counts
    group by source_table
),

ranked_files as (
    select
        source_table,
        file_name,
        raw_rows,
        quarantined_rows,
        unexpected_rows,
        is_loud,
        row_number() over (
            partition by source_table
            order by
                case when is_loud then 1 else 2 end asc,
                unexpected_rows desc,
                {{ collate_c('file_name') }} asc
        ) as badness
    from file_status
),

files as (
    select
        source_table,
        count(*) as file_count,
        sum(unexpected_rows) as unexpected_rows,
        count(case when is_loud then 1 end) as loud_file_count,
        max(case when badness = 1 and is_loud then file_name end) as worst_file,
        max(case when badness = 1 and is_loud then raw_rows end) as worst_file_raw_rows,
        max(
            case when badness = 1 and is_loud then quarantined_rows end
        ) as worst_file_quarantined_rows
    from ranked_files
    group by source_table
),

earlier_runs as (
    select
        source_table,
        raw_rows,
        quarantined_rows,
        newest_file_at,
        run_at,
        row_number() over (
            partition by source_table
            order by run_at desc nulls last, {{ collate_c('run_id') }} desc
        ) as recency
    from row_accounting_log
    where run_id <> {{ run_id() }}
),

previous_run as (
    select
        source_table,
        raw_rows as previous_raw_rows,
        quarantined_rows as previous_quarantined_rows,
        newest_file_at,
        run_at as previous_run_at
    from earlier_runs
    where recency = 1
),

new_files as (
    select
        load_log.source_table,
        count(*) as new_file_count
    from load_log
    left join previous_run
        on load_log.source_table = previous_run.source_table
    where
        load_log.action = 'read'
        and (
            previous_run.newest_file_at is null
            or load_log.logged_at > previous_run.newest_file_at
        )
    group by load_log.source_table
),

final as (
    select
        cast(row_accounting.source_table as text) as source_table,
        cast(row_accounting.raw_rows as bigint) as raw_rows,
        cast(row_accounting.promoted_rows as bigint) as promoted_rows,
        cast(row_accounting.merged_rows as bigint) as merged_rows,
        cast(row_accounting.quarantined_rows as bigint) as quarantined_rows,
        {{ share('row_accounting.quarantined_rows', 'row_accounting.raw_rows', 7, 4) }}
            as quarantined_rate,
        cast(reasons.reason_1 as text) as reason_1,
        cast(reasons.reason_1_rows as bigint) as reason_1_rows,
        cast(reasons.reason_2 as text) as reason_2,
        cast(reasons.reason_2_rows as bigint) as reason_2_rows,
        cast(reasons.reason_3 as text) as reason_3,
        cast(reasons.reason_3_rows as bigint) as reason_3_rows,
        cast(coalesce(failed.cast_failure_count, 0) as bigint) as cast_failure_count,
        cast(coalesce(files.file_count, 0) as bigint) as file_count,
        cast(coalesce(files.loud_file_count, 0) as bigint) as loud_file_count,
        cast(files.worst_file as text) as worst_file,
        cast(files.worst_file_raw_rows as bigint) as worst_file_raw_rows,
        cast(files.worst_file_quarantined_rows as bigint) as worst_file_quarantined_rows,
        -- Many small files may be bad together that are no cause for alarm one by one.
        cast(
            coalesce(files.loud_file_count, 0) > 0
            or (
                row_accounting.raw_rows >= {{ var('quarantine_warn_rows') }}
                and coalesce(files.unexpected_rows, 0)
                > row_accounting.raw_rows * {{ var('quarantine_warn_rate') }}
            ) as boolean
        ) as is_loud,
        cast(previous_run.previous_raw_rows as bigint) as previous_raw_rows,
        cast(previous_run.previous_quarantined_rows as bigint) as previous_quarantined_rows,
        cast(coalesce(new_files.new_file_count, 0) as bigint) as new_file_count,
        cast(queries.look_further as text) as look_further,
        {{ as_of_timestamp() }} as as_of,
        {{ run_moment() }} as run_at,
        cast(previous_run.previous_run_at as timestamp) as previous_run_at
    from row_accounting
    left join queries
        on row_accounting.source_table = queries.source_table
    left join failed
        on row_accounting.source_table = failed.source_table
    left join reasons
        on row_accounting.source_table = reasons.source_table
    left join files
        on row_accounting.source_table = files.source_table
    left join previous_run
        on row_accounting.source_table = previous_run.source_table
    left join new_files
        on row_accounting.source_table = new_files.source_table
)

select * from final
