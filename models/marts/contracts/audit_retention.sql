with

audit_trail as (
    select * from {{ ref('audit_trail') }}
),

-- Days first: their month is worked out for each day and not for each event.
days as (
    select
        event_date,
        count(*) as event_count,
        min(timestamp) as first_event_at,
        max(timestamp) as last_event_at
    from audit_trail
    group by event_date
),

months as (
    select
        cast(date_trunc('month', event_date) as date) as event_month,
        sum(event_count) as event_count,
        min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at
    from days
    group by cast(date_trunc('month', event_date) as date)
),

due as (
    select
        *,
        -- The day on which the youngest event of the month is past its years.
        cast(
            event_month + interval '1 month' + interval '{{ var("audit_retention_years") }} years'
            as date
        ) as retained_until
    from months
),

final as (
    select
        cast(event_month as date) as event_month,
        cast(event_count as bigint) as event_count,
        cast(first_event_at as timestamp) as first_event_at,
        cast(last_event_at as timestamp) as last_event_at,
        cast(
            12 * {{ date_part_int('year', as_of_date()) }}
            + {{ date_part_int('month', as_of_date()) }}
            - 12 * {{ date_part_int('year', 'event_month') }}
            - {{ date_part_int('month', 'event_month') }} as integer
        ) as age_months,
        cast(retained_until as date) as retained_until,
        cast(retained_until <= {{ as_of_date() }} as boolean) as is_past_retention
    from due
)

select * from final
