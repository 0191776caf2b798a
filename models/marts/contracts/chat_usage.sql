with

chat_messages as (
    select * from {{ ref('chat_messages') }}
),

final as (
    select
        cast(created_at as date) as usage_date,
        cast(user_id as uuid) as user_id,
        cast(count(*) as bigint) as message_count,
        cast(count(*) filter (where role = 'user') as bigint) as user_message_count,
        cast(count(*) filter (where role = 'assistant') as bigint) as assistant_message_count,
        cast(count(*) filter (where role = 'system') as bigint) as system_message_count,
        cast(count(distinct session_id) as bigint) as session_count,
        cast(count(distinct contract_id) as bigint) as contract_count,
        cast(coalesce(sum(prompt_tokens), 0) as bigint) as prompt_tokens,
        cast(coalesce(sum(completion_tokens), 0) as bigint) as completion_tokens,
        cast(coalesce(sum(cost_usd), 0) as numeric(18, 6)) as cost_usd,
        {{ rounded("avg(processing_time_ms) filter (where role = 'assistant')", 12, 2) }}
            as mean_answer_ms
    from chat_messages
    where created_at is not null
    group by
        cast(created_at as date),
        user_id
)

select * from final
