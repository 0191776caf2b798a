with

stg_intake__row_counts as (
    select * from {{ ref('stg_intake__row_counts') }}
),

stg_clay__row_counts as (
    select * from {{ ref('stg_clay__row_counts') }}
),

company_promotion as (
    select * from {{ ref('company_promotion') }}
),

raw_counts as (
    select * from stg_intake__row_counts

    union all

    select * from stg_clay__row_counts
),

outcomes as (
    select
        source_table,
        count(*) filter (where outcome = 'promoted') as promoted_rows,
        count(*) filter (where outcome = 'merged') as merged_rows,
        count(*) filter (where outcome = 'quarantined') as quarantined_rows
    from company_promotion
    group by source_table
),

final as (
    select
        cast(raw_counts.source_table as text) as source_table,
        cast(raw_counts.raw_rows as bigint) as raw_rows,
        cast(coalesce(outcomes.promoted_rows, 0) as bigint) as promoted_rows,
        cast(coalesce(outcomes.merged_rows, 0) as bigint) as merged_rows,
        cast(coalesce(outcomes.quarantined_rows, 0) as bigint) as quarantined_rows,
        cast(
            raw_counts.raw_rows
            - coalesce(outcomes.promoted_rows, 0)
            - coalesce(outcomes.merged_rows, 0)
            - coalesce(outcomes.quarantined_rows, 0) as bigint
        ) as difference
    from raw_counts
    left join outcomes
        on raw_counts.source_table = outcomes.source_table
)

select * from final
