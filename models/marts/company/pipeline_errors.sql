with

promoted as (
    {{ promoted_rows('ple', 'pipeline_errors') }}
),

engine_values as (
    select * from {{ ref('engine_values') }}
),

-- The drawing has a code and a component where the engine has an event and a record.
final as (
    select
        cast(promoted.error_id as text) as error_id,
        cast(promoted.error_id as text) as id,
        cast(coalesce(promoted.error_code, promoted.event_type) as text) as error_code,
        cast(coalesce(promoted.component, promoted.record_id) as text) as component,
        cast(coalesce(promoted.event_type, promoted.error_code) as text) as event_type,
        cast(coalesce(promoted.record_id, promoted.component) as text) as record_id,
        cast(promoted.error_message as text) as error_message,
        cast(promoted.error_details as {{ json_type() }}) as error_details,
        cast(
            coalesce(
                engine_values.value,
                case when promoted.severity is not null then 'other' end
            ) as text
        ) as severity,
        cast(promoted.severity as text) as severity_text,
        cast(coalesce(promoted.resolved, promoted.resolved_at is not null) as boolean) as resolved,
        cast(promoted.resolved_at as timestamp) as resolved_at,
        cast(promoted.resolved_by as text) as resolved_by,
        cast(promoted.resolution_notes as text) as resolution_notes,
        cast(promoted.created_at as timestamp) as created_at,
        cast(promoted.source_file as text) as source_file,
        cast(promoted.raw_row_id as text) as raw_row_id
    from promoted
    left join engine_values
        on
            {{ word_key('promoted.severity') }} = engine_values.spelling
            and engine_values.list_name = 'error_severity'
)

select * from final
