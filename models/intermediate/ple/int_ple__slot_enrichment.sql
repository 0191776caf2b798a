with

promoted as (
    {{ promoted_rows('ple', 'contact_enrichment') }}
),

engine_values as (
    select * from {{ ref('engine_values') }}
),

int_ple__slot_ids as (
    select * from {{ ref('int_ple__slot_ids') }}
),

-- One that waits is no attempt yet; one whose status nobody knows is.
attempts as (
    select
        int_ple__slot_ids.company_slot_unique_id,
        coalesce(promoted.enriched_at, promoted.created_at) as attempted_at
    from promoted
    inner join int_ple__slot_ids
        on promoted.company_slot_unique_id = int_ple__slot_ids.brought_id
    left join engine_values
        on
            {{ word_key('promoted.enrichment_status') }} = engine_values.spelling
            and engine_values.list_name = 'enrichment_status'
    where coalesce(engine_values.value, 'other') <> 'pending'
),

final as (
    select
        cast(company_slot_unique_id as text) as company_slot_unique_id,
        cast(count(*) as integer) as attempt_count,
        cast(max(attempted_at) as timestamp) as last_attempt_at
    from attempts
    group by company_slot_unique_id
)

select * from final
