with

source as (
    select
        *,
        {{ row_content_hash('dol', 'violations') }} as content_hash
    from {{ source('dol', 'violations') }}
),

cast_once as (
    select
        *,
        {{ ein('ein') }} as ein_value,
        {{ to_date('violation_date') }} as violation_date_value,
        {{ to_date('resolution_date') }} as resolution_date_value,
        {{ to_numeric('penalty_amount', 18, 2) }} as penalty_amount_value,
        {{ try_cast(blank_to_null('raw_payload'), json_type()) }} as raw_payload_value,
        {{ to_timestamp_utc('detected_at') }} as detected_at_value,
        case
            when
                {{ ein('ein') }} is null
                then {{ row_json('source') }}
        end as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('dol.violations', 'cast(null as text)', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ code_text('company_unique_id') }} as text) as company_unique_id,
        cast(ein_value as text) as ein,
        cast({{ clean_text('violation_type') }} as text) as violation_type,
        cast(violation_date_value as date) as violation_date,
        cast(resolution_date_value as date) as resolution_date,
        cast(penalty_amount_value as numeric(18, 2)) as penalty_amount,
        cast({{ clean_text('description') }} as text) as description,
        cast({{ code_text('source_url') }} as text) as source_url,
        raw_payload_value as raw_payload,
        cast(detected_at_value as timestamp) as detected_at,
        cast({{ code_text('source_agency') }} as text) as source_agency,
        cast({{ code_text('case_number') }} as text) as case_number,
        cast({{ code_text('severity') }} as text) as severity,
        cast({{ code_text('status') }} as text) as status,
        cast({{ ein_was_padded('ein') }} as boolean) as ein_was_padded,
        raw_record,
        cast({{ cast_failures([
            ['violation_date', blank_to_null('violation_date'), 'violation_date_value'],
            ['resolution_date', blank_to_null('resolution_date'), 'resolution_date_value'],
            ['penalty_amount', blank_to_null('penalty_amount'), 'penalty_amount_value'],
            ['raw_payload', blank_to_null('raw_payload'), 'raw_payload_value'],
            ['detected_at', blank_to_null('detected_at'), 'detected_at_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
