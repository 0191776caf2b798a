-- Ids that lead nowhere, words that no list has, EINs that contradict the master: such rows are
-- kept, because the engine allows all of these, and ple.finding lists them. Where a larger share of
-- a table is like that, something is wrong with the table or with a list. It warns only.
-- What somebody has looked into is in seed findings_accepted.
{{ config(severity='warn') }}

with

ple_finding as (
    select * from {{ ref('ple_finding') }}
),

findings_accepted as (
    select * from {{ ref('findings_accepted') }}
),

row_accounting as (
    select * from {{ ref('row_accounting') }}
),

final as (
    select
        ple_finding.source_table,
        ple_finding.finding,
        count(*) as finding_count,
        max(row_accounting.promoted_rows) as row_count
    from ple_finding
    inner join row_accounting
        on ple_finding.source_table = row_accounting.source_table
    left join findings_accepted
        on
            ple_finding.finding_key = findings_accepted.finding_key
            and findings_accepted.test_name = 'assert_the_engine_fits_what_is_known'
    where findings_accepted.finding_key is null
    group by
        ple_finding.source_table,
        ple_finding.finding
    having
        max(row_accounting.promoted_rows) >= {{ var('quarantine_warn_rows') }}
        and count(*) > max(row_accounting.promoted_rows) * {{ var('engine_finding_warn_rate') }}
)

select * from final
