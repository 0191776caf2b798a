with

stg_contracts__corrections as (
    select * from {{ ref('stg_contracts__corrections') }}
),

int_contracts__corrections_set_aside as (
    select * from {{ ref('int_contracts__corrections_set_aside') }}
),

promoted as (
    {{ promoted_rows('stg_contracts__corrections', 'int_contracts__corrections_set_aside') }}
),

final as (
    select
        cast(correction_id as uuid) as correction_id,
        cast(extraction_id as uuid) as extraction_id,
        cast(field_name as text) as field_name,
        cast(original_value as text) as original_value,
        cast(corrected_value as text) as corrected_value,
        cast(correction_reason as text) as correction_reason,
        cast(corrected_by as uuid) as corrected_by,
        cast(corrected_at as timestamp) as corrected_at,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from promoted
)

select * from final
