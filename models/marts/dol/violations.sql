with

int_dol__cases as (
    select * from {{ ref('int_dol__cases') }}
),

int_dol__violation_matches as (
    select * from {{ ref('int_dol__violation_matches') }}
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
        employer_name,
        employer_trade_name,
        employer_city,
        employer_state,
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
        cast(null as text) as employer_name,
        cast(null as text) as employer_trade_name,
        cast(null as text) as employer_city,
        cast(null as text) as employer_state,
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
        cast(both_sources.raw_row_id as text) as violation_id,
        cast(both_sources.source_name as text) as source_name,
        cast(both_sources.ein as text) as ein,
        cast(both_sources.ein_was_padded as boolean) as ein_was_padded,
        cast(int_dol__violation_matches.company_unique_id as text) as company_unique_id,
        cast(int_dol__violation_matches.employer_ein as text) as employer_ein,
        cast(int_dol__violation_matches.match_status as text) as match_status,
        cast(int_dol__violation_matches.match_method as text) as match_method,
        cast(int_dol__violation_matches.match_score as numeric(5, 4)) as match_score,
        cast(int_dol__violation_matches.match_doubt as text) as match_doubt,
        cast(both_sources.employer_name as text) as employer_name,
        cast(both_sources.employer_trade_name as text) as employer_trade_name,
        cast(both_sources.employer_city as text) as employer_city,
        cast(both_sources.employer_state as text) as employer_state,
        cast(both_sources.source_agency as text) as source_agency,
        cast(both_sources.case_number as text) as case_number,
        cast(both_sources.violation_type as text) as violation_type,
        cast(both_sources.violation_date as date) as violation_date,
        cast(both_sources.resolution_date as date) as resolution_date,
        cast(both_sources.penalty_amount as numeric(18, 2)) as penalty_amount,
        cast(both_sources.penalty_low_usd as numeric(18, 2)) as penalty_low_usd,
        cast(both_sources.penalty_high_usd as numeric(18, 2)) as penalty_high_usd,
        cast(both_sources.description as text) as description,
        cast(both_sources.severity as text) as severity,
        cast(both_sources.status as text) as status,
        cast(both_sources.plan_number as text) as plan_number,
        cast(both_sources.first_plan_year as integer) as first_plan_year,
        cast(both_sources.last_plan_year as integer) as last_plan_year,
        cast(both_sources.source_url as text) as source_url,
        cast(both_sources.detected_at as timestamp) as detected_at,
        cast(both_sources.source_file as text) as source_file
    from both_sources
    inner join int_dol__violation_matches
        on both_sources.raw_row_id = int_dol__violation_matches.raw_row_id
)

select * from final
