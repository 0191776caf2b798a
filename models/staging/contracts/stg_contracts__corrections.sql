with

source as (
    select
        *,
        {{ row_content_hash('contracts', 'corrections') }} as content_hash
    from {{ source('contracts', 'corrections') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('correction_id') }} as own_id,
        {{ to_uuid('correction_id') }} as correction_id_value,
        {{ to_uuid('extraction_id') }} as extraction_id_value,
        {{ to_uuid('corrected_by') }} as corrected_by_value,
        {{ to_timestamp_utc('corrected_at') }} as corrected_at_value,
        {{ row_json('source') }} as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('contracts.corrections', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(correction_id_value as uuid) as correction_id,
        cast(extraction_id_value as uuid) as extraction_id,
        cast({{ blank_to_null('field_name') }} as text) as field_name,
        cast({{ clean_text('original_value') }} as text) as original_value,
        cast({{ clean_text('corrected_value') }} as text) as corrected_value,
        cast({{ clean_text('correction_reason') }} as text) as correction_reason,
        cast(corrected_by_value as uuid) as corrected_by,
        cast(corrected_at_value as timestamp) as corrected_at,
        raw_record,
        cast({{ cast_failures([
            ['correction_id', blank_to_null('correction_id'), 'correction_id_value'],
            ['extraction_id', blank_to_null('extraction_id'), 'extraction_id_value'],
            ['corrected_by', blank_to_null('corrected_by'), 'corrected_by_value'],
            ['corrected_at', blank_to_null('corrected_at'), 'corrected_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
