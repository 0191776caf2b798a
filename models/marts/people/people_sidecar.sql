with

promoted as (
    {{ promoted_rows('ple', 'people_sidecar') }}
),

final as (
    select
        cast(person_unique_id as text) as person_unique_id,
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
    from promoted
)

select * from final
