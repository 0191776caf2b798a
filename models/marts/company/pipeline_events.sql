with

int_ple__pipeline_event_log as (
    select * from {{ ref('int_ple__pipeline_event_log') }}
),

promoted as (
    {{ promoted_rows('ple', 'pipeline_events') }}
),

int_ple__company_ids as (
    select * from {{ ref('int_ple__company_ids') }}
),

engine_values as (
    select * from {{ ref('engine_values') }}
),

-- What the engine has let go stays as it stood last.
versions as (
    select
        *,
        min(first_seen_at) over (partition by event_id) as event_seen_at,
        row_number() over (partition by event_id order by version_number desc) as recency
    from int_ple__pipeline_event_log
),

final as (
    select
        cast(versions.event_id as text) as event_id,
        cast(versions.event_id as text) as id,
        cast(
            coalesce(int_ple__company_ids.company_unique_id, versions.company_unique_id) as text
        ) as company_unique_id,
        cast(versions.company_unique_id as text) as brought_company_unique_id,
        cast(versions.event_type as text) as event_type,
        cast(versions.payload as {{ json_type() }}) as payload,
        cast(
            coalesce(
                engine_values.value,
                case when versions.status is not null then 'other' end
            ) as text
        ) as status,
        cast(versions.status as text) as status_text,
        cast(versions.error_message as text) as error_message,
        cast(versions.retry_count as integer) as retry_count,
        cast(versions.created_at as timestamp) as created_at,
        cast(versions.processed_at as timestamp) as processed_at,
        cast(versions.event_seen_at as timestamp) as first_seen_at,
        cast(versions.first_seen_at as timestamp) as last_changed_at,
        cast(promoted.event_id is not null as boolean) as is_in_source,
        cast(versions.source_file as text) as source_file,
        cast(promoted.raw_row_id as text) as raw_row_id
    from versions
    left join promoted
        on versions.event_id = promoted.event_id
    left join int_ple__company_ids
        on versions.company_unique_id = int_ple__company_ids.brought_id
    left join engine_values
        on
            {{ word_key('versions.status') }} = engine_values.spelling
            and engine_values.list_name = 'pipeline_event_status'
    where versions.recency = 1
)

select * from final
