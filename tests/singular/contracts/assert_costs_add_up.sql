{#- What cost_daily adds up is what the extractions and the messages that have a time have cost. -#}
with

booked as (
    select total_cost_usd as cost_usd
    from {{ ref('extractions') }}
    where extracted_at is not null

    union all

    select cost_usd
    from {{ ref('chat_messages') }}
    where created_at is not null
),

sums as (
    select
        (select coalesce(sum(booked.cost_usd), 0) from booked) as booked_usd,
        (select coalesce(sum(daily.total_cost_usd), 0) from {{ ref('cost_daily') }} as daily)
            as daily_usd
)

select *
from sums
where booked_usd <> daily_usd
