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

cast_once as (
    select
        *,
        {{ blank_to_null('message_id') }} as own_id,
        {{ to_uuid('message_id') }} as message_id_value,
        {{ to_uuid('session_id') }} as session_id_value,
        {{ to_uuid('user_id') }} as user_id_value,
        {{ to_integer('prompt_tokens') }} as prompt_tokens_value,
        {{ to_integer('completion_tokens') }} as completion_tokens_value,
        {{ to_integer('processing_time_ms') }} as processing_time_ms_value,
        {{ to_numeric('cost_usd', 10, 6) }} as cost_usd_value,
        {{ to_timestamp_utc('created_at') }} as created_at_value,
        {{ row_json('measured') }} as raw_record
    from measured
),

final as (
    select
        cast({{ raw_row_id('contracts.chat_messages', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(message_id_value as uuid) as message_id,
        cast(session_id_value as uuid) as session_id,
        cast({{ blank_to_null('contract_id') }} as text) as contract_id,
        cast(user_id_value as uuid) as user_id,
        cast({{ blank_to_null('role') }} as text) as role,
        cast(content_length as integer) as content_length,
        cast(content_sha256 as text) as content_sha256,
        cast({{ blank_to_null('llm_provider') }} as text) as llm_provider,
        cast({{ blank_to_null('llm_model_version') }} as text) as llm_model_version,
        cast(prompt_tokens_value as integer) as prompt_tokens,
        cast(completion_tokens_value as integer) as completion_tokens,
        cast(processing_time_ms_value as integer) as processing_time_ms,
        cast(cost_usd_value as numeric(10, 6)) as cost_usd,
        cast(created_at_value as timestamp) as created_at,
        raw_record,
        cast({{ cast_failures([
            ['message_id', blank_to_null('message_id'), 'message_id_value'],
            ['session_id', blank_to_null('session_id'), 'session_id_value'],
            ['user_id', blank_to_null('user_id'), 'user_id_value'],
            ['prompt_tokens', blank_to_null('prompt_tokens'), 'prompt_tokens_value'],
            ['completion_tokens', blank_to_null('completion_tokens'), 'completion_tokens_value'],
            ['processing_time_ms', blank_to_null('processing_time_ms'), 'processing_time_ms_value'],
            ['cost_usd', blank_to_null('cost_usd'), 'cost_usd_value'],
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
