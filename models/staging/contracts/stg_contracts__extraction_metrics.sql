with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'extraction_metrics') }} as content_hash
    from {{ source('contracts', 'extraction_metrics') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('metric_id') }} as own_id,
        {{ to_uuid('metric_id') }} as metric_id_value,
        {{ to_date('date') }} as date_value,
        {{ to_integer('total_extractions') }} as total_extractions_value,
        {{ to_integer('successful_extractions') }} as successful_extractions_value,
        {{ to_integer('failed_extractions') }} as failed_extractions_value,
        {{ to_integer('avg_processing_time_ms') }} as avg_processing_time_ms_value,
        {{ to_numeric('avg_confidence_score', 5, 2) }} as avg_confidence_score_value,
        {{ to_numeric('total_cost_usd', 10, 2) }} as total_cost_usd_value,
        {{ to_timestamp_utc('created_at') }} as created_at_value,
        {{ row_json('source') }} as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('contracts.extraction_metrics', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(metric_id_value as uuid) as metric_id,
        cast(date_value as date) as date,
        cast({{ blank_to_null('llm_provider') }} as text) as llm_provider,
        cast(total_extractions_value as integer) as total_extractions,
        cast(successful_extractions_value as integer) as successful_extractions,
        cast(failed_extractions_value as integer) as failed_extractions,
        cast(avg_processing_time_ms_value as integer) as avg_processing_time_ms,
        cast(avg_confidence_score_value as numeric(5, 2)) as avg_confidence_score,
        cast(total_cost_usd_value as numeric(10, 2)) as total_cost_usd,
        cast(created_at_value as timestamp) as created_at,
        raw_record,
        cast({{ cast_failures([
            ['metric_id', blank_to_null('metric_id'), 'metric_id_value'],
            ['date', blank_to_null('date'), 'date_value'],
            ['total_extractions', blank_to_null('total_extractions'), 'total_extractions_value'],
            ['successful_extractions', blank_to_null('successful_extractions'),
                'successful_extractions_value'],
            ['failed_extractions', blank_to_null('failed_extractions'), 'failed_extractions_value'],
            ['avg_processing_time_ms', blank_to_null('avg_processing_time_ms'),
                'avg_processing_time_ms_value'],
            ['avg_confidence_score', blank_to_null('avg_confidence_score'),
                'avg_confidence_score_value'],
            ['total_cost_usd', blank_to_null('total_cost_usd'), 'total_cost_usd_value'],
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
