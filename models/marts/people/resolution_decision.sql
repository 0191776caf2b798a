with

promoted as (
    {{ promoted_rows('ple', 'resolution_decision') }}
),

engine_values as (
    select * from {{ ref('engine_values') }}
),

final as (
    select
        cast(promoted.decision_id as text) as decision_id,
        cast(promoted.person_unique_id_primary as text) as person_unique_id_primary,
        cast(promoted.person_unique_id_duplicate as text) as person_unique_id_duplicate,
        cast(
            coalesce(
                engine_values.value,
                case when promoted.verdict is not null then 'other' end
            ) as text
        ) as verdict,
        cast(promoted.verdict as text) as verdict_text,
        cast(promoted.decided_by as text) as decided_by,
        cast(promoted.decided_at as timestamp) as decided_at,
        cast(promoted.reason as text) as reason,
        cast(promoted.source_file as text) as source_file,
        cast(promoted.raw_row_id as text) as raw_row_id
    from promoted
    left join engine_values
        on
            {{ word_key('promoted.verdict') }} = engine_values.spelling
            and engine_values.list_name = 'decision_verdict'
)

select * from final
