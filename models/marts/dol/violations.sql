with

int_dol__cases as (
    select * from {{ ref('int_dol__cases') }}
),

promoted as (
    {{ promoted_rows('dol', 'violations') }}
),

both_sources as (
    select
        raw_row_id,
        'violations' as source_name,
        ein,
        ein_was_padded,
        coalesce(upper(source_agency), 'OTHER') as source_agency,
        case_number,
        violation_type,
        violation_date,
        resolution_date,
        penalty_amount,
        penalty_amount as penalty_low_usd,
        penalty_amount as penalty_high_usd,
        description,
        severity,
        status,
        cast(null as text) as plan_number,
        cast(null as integer) as first_plan_year,
        cast(null as integer) as last_plan_year,
        source_url,
        detected_at,
        source_file
    from promoted

    union all

    select
        raw_row_id,
        'ebsa_ocats' as source_name,
        ein,
        ein_was_padded,
        'EBSA' as source_agency,
        cast(null as text) as case_number,
        case_type as violation_type,
        cast(null as date) as violation_date,
        final_close_date as resolution_date,
        cast(null as numeric(18, 2)) as penalty_amount,
        penalty_low_usd,
        penalty_high_usd,
        nullif(concat_ws(': ', plan_name, final_close_reason), '') as description,
        cast(null as text) as severity,
        'CLOSED' as status,
        plan_number,
        first_plan_year,
        last_plan_year,
        cast(null as text) as source_url,
        cast(load_date as timestamp) as detected_at,
        source_file
    from int_dol__cases
),

final as (
    select
        cast(raw_row_id as text) as violation_id,
        cast(source_name as text) as source_name,
        cast(ein as text) as ein,
        cast(ein_was_padded as boolean) as ein_was_padded,
        cast(source_agency as text) as source_agency,
        cast(case_number as text) as case_number,
        cast(violation_type as text) as violation_type,
        cast(violation_date as date) as violation_date,
        cast(resolution_date as date) as resolution_date,
        cast(penalty_amount as numeric(18, 2)) as penalty_amount,
        cast(penalty_low_usd as numeric(18, 2)) as penalty_low_usd,
        cast(penalty_high_usd as numeric(18, 2)) as penalty_high_usd,
        cast(description as text) as description,
        cast(severity as text) as severity,
        cast(status as text) as status,
        cast(plan_number as text) as plan_number,
        cast(first_plan_year as integer) as first_plan_year,
        cast(last_plan_year as integer) as last_plan_year,
        cast(source_url as text) as source_url,
        cast(detected_at as timestamp) as detected_at,
        cast(source_file as text) as source_file
    from both_sources
)

select * from final
