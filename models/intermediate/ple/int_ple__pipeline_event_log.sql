{#- It cannot be made again, so it lies with history, not where a schema may be dropped. -#}
{{
    config(
        schema='history',
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

{%- set watched = [
    'company_unique_id', 'event_type', 'payload', 'status', 'error_message', 'retry_count',
    'created_at', 'processed_at',
] %}

with

promoted as (
    {{ promoted_rows('ple', 'pipeline_events') }}
),

earlier as (
    {% if is_incremental() %}
    select
        event_id,
        version_number,
        {{ watched | join(',\n        ') }}
    from {{ this }}
    {% else %}
    select
        cast(null as text) as event_id,
        cast(null as integer) as version_number,
        company_unique_id,
        event_type,
        payload,
        status,
        error_message,
        retry_count,
        created_at,
        processed_at
    from promoted
    where false
    {% endif %}
),

ranked as (
    select
        *,
        row_number() over (partition by event_id order by version_number desc) as recency
    from earlier
),

changed as (
    select
        promoted.*,
        coalesce(ranked.version_number, 0) + 1 as version_number
    from promoted
    left join ranked
        on
            promoted.event_id = ranked.event_id
            and ranked.recency = 1
    where
        ranked.event_id is null
        {%- for column in watched %}
        or promoted.{{ column }} is distinct from ranked.{{ column }}
        {%- endfor %}
),

final as (
    select
        cast(event_id as text) as event_id,
        cast(version_number as integer) as version_number,
        cast(company_unique_id as text) as company_unique_id,
        cast(event_type as text) as event_type,
        cast(payload as {{ json_type() }}) as payload,
        cast(status as text) as status,
        cast(error_message as text) as error_message,
        cast(retry_count as integer) as retry_count,
        cast(created_at as timestamp) as created_at,
        cast(processed_at as timestamp) as processed_at,
        cast(source_file as text) as source_file,
        cast({{ as_of_timestamp() }} as timestamp) as first_seen_at
    from changed
)

select * from final
