with

source as (
    select
        *,
        {{ row_content_hash('intake', 'company_raw_wv') }} as content_hash
    from {{ source('intake', 'company_raw_wv') }}
),

cast_once as (
    select
        *,
        {{ blank_to_null('company_unique_id') }} as own_id,
        {{ row_json('source') }} as raw_record,
        {{ to_timestamp_utc('created_at') }} as created_at_value
    from source
),

final as (
    select
        cast({{ raw_row_id('intake.company_raw_wv', 'own_id', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast(own_id as text) as company_unique_id,
        cast({{ clean_text('company_name') }} as text) as company_name,
        cast({{ blank_to_null('domain') }} as text) as domain,
        cast({{ blank_to_null('website') }} as text) as website,
        cast({{ clean_text('industry') }} as text) as industry,
        cast({{ clean_text('employee_count') }} as text) as employee_count,
        cast({{ clean_text('phone', strip_apostrophe=true) }} as text) as phone,
        cast({{ clean_text('address') }} as text) as address,
        cast({{ clean_text('city') }} as text) as city,
        cast({{ clean_text('state') }} as text) as state,
        cast({{ clean_text('zip') }} as text) as zip,
        cast(created_at_value as timestamp) as created_at,
        cast({{ blank_to_null('ein') }} as text) as ein,
        raw_record,
        cast({{ cast_failures([
            ['created_at', blank_to_null('created_at'), 'created_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
