with

promoted as (
    {{ promoted_rows('ple', 'people_sidecar') }}
),

int_ple__person_ids as (
    select * from {{ ref('int_ple__person_ids') }}
),

read as (
    select
        promoted.*,
        coalesce(int_ple__person_ids.person_unique_id, promoted.person_unique_id) as person_id
    from promoted
    left join int_ple__person_ids
        on promoted.person_unique_id = int_ple__person_ids.brought_id
),

-- Two entries are of one person when a decision has brought both together.
ranked as (
    select
        *,
        row_number() over (
            partition by person_id
            order by
                updated_at desc nulls last,
                case when person_unique_id = person_id then 0 else 1 end asc,
                {{ collate_c('person_unique_id') }} asc
        ) as recency
    from read
),

final as (
    select
        cast(person_id as text) as person_unique_id,
        cast(person_unique_id as text) as brought_person_unique_id,
        cast(recency = 1 as boolean) as is_newest,
        cast(clay_insight_summary as text) as clay_insight_summary,
        cast({{ text_list('clay_segments') }} as text[]) as clay_segments,
        cast(social_profiles as {{ json_type() }}) as social_profiles,
        cast(enrichment_payload as {{ json_type() }}) as enrichment_payload,
        cast(last_enriched_at as timestamp) as last_enriched_at,
        cast(enrichment_source as text) as enrichment_source,
        cast(confidence_score as numeric(5, 2)) as confidence_score,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from ranked
)

select * from final
