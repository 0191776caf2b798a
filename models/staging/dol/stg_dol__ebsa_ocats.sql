with

source as (
    select
        *,
        {{ row_content_hash('dol', 'ebsa_ocats') }} as content_hash
    from {{ source('dol', 'ebsa_ocats') }}
),

cast_once as (
    select
        *,
        {{ ein('ein') }} as ein_value,
        {{ plan_number('pn') }} as plan_number_value,
        {{ to_date('final_close_date') }} as final_close_date_value,
        {{ to_date('load_dt') }} as load_date_value,
        case
            when
                {{ ein('ein') }} is null
                then {{ row_json('source') }}
        end as raw_record
    from source
),

final as (
    select
        cast({{ raw_row_id('dol.ebsa_ocats', 'cast(null as text)', 'content_hash') }} as text)
            as raw_row_id,
        cast(_source_file as text) as source_file,
        cast({{ clean_text('case_type') }} as text) as case_type,
        cast(ein_value as text) as ein,
        cast(plan_number_value as text) as plan_number,
        cast({{ code_text('plan_year') }} as text) as plan_year_text,
        cast({{ clean_text('plan_name') }} as text) as plan_name,
        cast({{ clean_text('plan_admin') }} as text) as plan_admin,
        cast({{ clean_text('plan_admin_state') }} as text) as plan_admin_state,
        cast({{ code_text('plan_admin_zip_code') }} as text) as plan_admin_zip_code,
        cast({{ clean_text('final_close_reason') }} as text) as final_close_reason,
        cast(final_close_date_value as date) as final_close_date,
        cast({{ clean_text('penalty_amount') }} as text) as penalty_bucket,
        cast(load_date_value as date) as load_date,
        cast({{ ein_was_padded('ein') }} as boolean) as ein_was_padded,
        raw_record,
        cast({{ cast_failures([
            ['plan_number', blank_to_null('pn'), 'plan_number_value'],
            ['final_close_date', blank_to_null('final_close_date'), 'final_close_date_value'],
            ['load_date', blank_to_null('load_dt'), 'load_date_value'],
        ]) }} as text) as cast_failures
    from cast_once
)

select * from final
