with

judged as (
    {{ judged('contracts', 'extractions', more=['contract_id', 'extracted_at']) }}
),

{{ set_aside_ctes('contracts', 'extractions') }},

-- A contract has one extraction: the one that was made last.
newest as (
    select
        judged.raw_row_id,
        row_number() over (
            partition by judged.contract_id
            order by judged.extracted_at desc nulls last, cast(judged.extraction_id as text) asc
        ) as recency
    from judged
    left join set_aside
        on judged.raw_row_id = set_aside.raw_row_id
    where set_aside.raw_row_id is null
),

-- An older delivery of an extraction does not take its place when a later extraction does.
final as (
    select * from set_aside

    union all

    select
        cast(raw_row_id as text) as raw_row_id,
        cast('contracts.extractions' as text) as source_table,
        cast('quarantined' as text) as outcome,
        cast('contract_extracted_anew' as text) as reason_codes
    from newest
    where recency > 1
)

select * from final
