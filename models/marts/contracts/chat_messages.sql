with

stg_contracts__chat_messages as (
    select * from {{ ref('stg_contracts__chat_messages') }}
),

int_contracts__chat_messages_set_aside as (
    select * from {{ ref('int_contracts__chat_messages_set_aside') }}
),

promoted as (
    {{ promoted_rows('stg_contracts__chat_messages', 'int_contracts__chat_messages_set_aside') }}
),

final as (
    select
        cast(message_id as uuid) as message_id,
        cast(session_id as uuid) as session_id,
        cast(contract_id as text) as contract_id,
        cast(user_id as uuid) as user_id,
        cast(role as text) as role,
        cast(content_length as integer) as content_length,
        cast(content_sha256 as text) as content_sha256,
        cast(llm_provider as text) as llm_provider,
        cast(llm_model_version as text) as llm_model_version,
        cast(prompt_tokens as integer) as prompt_tokens,
        cast(completion_tokens as integer) as completion_tokens,
        cast(processing_time_ms as integer) as processing_time_ms,
        cast(cost_usd as numeric(10, 6)) as cost_usd,
        cast(created_at as timestamp) as created_at,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from promoted
)

select * from final
