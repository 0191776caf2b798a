with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'chat_messages') }} as content_hash
    from {{ source('contracts', 'chat_messages') }}
),

-- The text of a message goes no further than this step.
measured as (
    select
        message_id,
        session_id,
        contract_id,
        user_id,
        role,
        llm_provider,
        llm_model_version,
        prompt_tokens,
        completion_tokens,
        processing_time_ms,
        cost_usd,
        created_at,
        _source_file,
        content_hash,
        case when {{ blank_to_null('content') }} is not null then length(content) end
            as content_length,
        case when {{ blank_to_null('content') }} is not null then {{ sha256_hex('content') }} end
            as content_sha256
    from source
),

{{
    typed_ctes(
        'measured',
        'contracts',
        'chat_messages',
        more={
            'content_length': ['integer', 'content_length'],
            'content_sha256': ['text', 'content_sha256'],
        }
    )
}}

select * from final
