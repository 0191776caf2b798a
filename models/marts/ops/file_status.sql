{%- set in_place = ["'none'"] -%}
{%- for system in declarations() if system_schema(system) -%}
    {%- do in_place.append("'" ~ system ~ "'") -%}
{%- endfor -%}
with

load_log as (
    select * from {{ ref('load_log') }}
),

row_accounting as (
    select * from {{ ref('row_accounting') }}
),

quarantine_reasons as (
    select * from {{ ref('quarantine_reasons') }}
),

quarantine_accepted as (
    select * from {{ ref('quarantine_accepted') }}
),

entries as (
    select
        source_table,
        file_name,
        row_count,
        action,
        row_number() over (
            partition by source_table, file_name
            order by logged_at desc nulls last, {{ collate_c('action') }} desc
        ) as recency
    from load_log
),

-- A table that is read in place is one file, and what was loaded of it before does not count.
files as (
    {% for system, table in source_tables() if system_schema(system) -%}
    select
        source_table,
        '{{ system_schema(system) }}.{{ table }}' as file_name,
        raw_rows
    from row_accounting
    where source_table = '{{ system }}.{{ table }}'

    union all

    {% endfor -%}
    select
        source_table,
        file_name,
        row_count as raw_rows
    from entries
    where
        recency = 1
        and action = 'read'
        and split_part(source_table, '.', 1) not in ({{ in_place | join(', ') }})
),

ranked as (
    select
        source_table,
        file_name,
        reason_code,
        row_count,
        first_row_count,
        row_number() over (
            partition by source_table, file_name
            order by row_count desc, {{ collate_c('reason_code') }} asc
        ) as reason_rank
    from quarantine_reasons
),

-- The first reason of a row is one, so that rows with several are counted once.
quarantined as (
    select
        source_table,
        file_name,
        sum(first_row_count) as quarantined_rows,
        max(case when reason_rank = 1 then reason_code end) as reason_1,
        max(case when reason_rank = 1 then row_count end) as reason_1_rows,
        max(case when reason_rank = 2 then reason_code end) as reason_2,
        max(case when reason_rank = 2 then row_count end) as reason_2_rows,
        max(case when reason_rank = 3 then reason_code end) as reason_3,
        max(case when reason_rank = 3 then row_count end) as reason_3_rows
    from ranked
    group by
        source_table,
        file_name
),

counted as (
    select
        files.source_table,
        files.file_name,
        files.raw_rows,
        quarantined.reason_1,
        quarantined.reason_1_rows,
        quarantined.reason_2,
        quarantined.reason_2_rows,
        quarantined.reason_3,
        quarantined.reason_3_rows,
        coalesce(quarantined.quarantined_rows, 0) as quarantined_rows,
        greatest(
            coalesce(quarantined.quarantined_rows, 0)
            - coalesce(quarantine_accepted.accepted_rows, 0),
            0
        ) as unexpected_rows
    from files
    left join quarantined
        on
            files.source_table = quarantined.source_table
            and files.file_name = quarantined.file_name
    left join quarantine_accepted
        on
            files.source_table = quarantine_accepted.source_table
            and files.file_name = quarantine_accepted.file_name
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(file_name as text) as file_name,
        cast(raw_rows as bigint) as raw_rows,
        cast(quarantined_rows as bigint) as quarantined_rows,
        {{ share('quarantined_rows', 'raw_rows', 7, 4) }} as quarantined_rate,
        cast(unexpected_rows as bigint) as unexpected_rows,
        cast(reason_1 as text) as reason_1,
        cast(reason_1_rows as bigint) as reason_1_rows,
        cast(reason_2 as text) as reason_2,
        cast(reason_2_rows as bigint) as reason_2_rows,
        cast(reason_3 as text) as reason_3,
        cast(reason_3_rows as bigint) as reason_3_rows,
        cast(
            unexpected_rows > 0
            and (
                quarantined_rows >= raw_rows
                or (
                    raw_rows >= {{ var('quarantine_warn_rows') }}
                    and unexpected_rows > raw_rows * {{ var('quarantine_warn_rate') }}
                )
            ) as boolean
        ) as is_loud
    from counted
)

select * from final
