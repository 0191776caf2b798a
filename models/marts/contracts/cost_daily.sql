with

extractions as (
    select * from {{ ref('extractions') }}
),

chat_messages as (
    select * from {{ ref('chat_messages') }}
),

-- An audit event repeats what its extraction or its message has cost, and is left out.
uses as (
    select
        cast(extracted_at as date) as cost_date,
        llm_provider,
        llm_model_version,
        prompt_tokens,
        completion_tokens,
        total_cost_usd as extraction_cost_usd,
        cast(null as numeric(10, 6)) as chat_cost_usd,
        1 as extraction_count,
        0 as chat_count
    from extractions
    where extracted_at is not null

    union all

    -- What a person writes uses no model, unless the system books something on it.
    select
        cast(created_at as date) as cost_date,
        llm_provider,
        llm_model_version,
        prompt_tokens,
        completion_tokens,
        cast(null as numeric(10, 6)) as extraction_cost_usd,
        cost_usd as chat_cost_usd,
        0 as extraction_count,
        1 as chat_count
    from chat_messages
    where
        created_at is not null
        and (
            role = 'assistant'
            or cost_usd is not null
            or prompt_tokens is not null
            or completion_tokens is not null
        )
),

summed as (
    select
        cost_date,
        coalesce(llm_provider, 'unknown') as llm_provider,
        coalesce(llm_model_version, 'unknown') as llm_model_version,
        sum(extraction_count) as extraction_count,
        sum(chat_count) as chat_count,
        coalesce(sum(prompt_tokens), 0) as prompt_tokens,
        coalesce(sum(completion_tokens), 0) as completion_tokens,
        coalesce(sum(extraction_cost_usd), 0) as extraction_cost_usd,
        coalesce(sum(chat_cost_usd), 0) as chat_cost_usd
    from uses
    group by
        cost_date,
        coalesce(llm_provider, 'unknown'),
        coalesce(llm_model_version, 'unknown')
),

final as (
    select
        cast(cost_date as date) as cost_date,
        cast(llm_provider as text) as llm_provider,
        cast(llm_model_version as text) as llm_model_version,
        cast(extraction_count as bigint) as extraction_count,
        cast(extraction_cost_usd as numeric(18, 6)) as extraction_cost_usd,
        cast(chat_count as bigint) as chat_count,
        cast(chat_cost_usd as numeric(18, 6)) as chat_cost_usd,
        cast(prompt_tokens as bigint) as prompt_tokens,
        cast(completion_tokens as bigint) as completion_tokens,
        cast(extraction_cost_usd + chat_cost_usd as numeric(18, 6)) as total_cost_usd
    from summed
)

select * from final
