with

int_dol__contracts as (
    select * from {{ ref('int_dol__contracts') }}
),

int_dol__plan_year_pairs as (
    select * from {{ ref('int_dol__plan_year_pairs') }}
),

carrier as (
    select * from {{ ref('carrier') }}
),

differences as (
    {{ set_changes('int_dol__contracts', 'carrier_key') }}
),

final as (
    select
        cast(differences.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(differences.plan_number as text) as plan_number,
        cast(differences.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(differences.previous_begin_date as date) as previous_begin_date,
        cast(differences.is_latest_plan_year as boolean) as is_latest_plan_year,
        cast(differences.carrier_key as text) as carrier_key,
        cast(carrier.carrier_name as text) as carrier_name,
        cast(differences.change_type as text) as change_type,
        -- Who is replaced and who replaces come in one year; a plan may also only add or drop.
        cast(
            count(*) filter (where differences.change_type = 'added') over plan_years > 0
            and count(*) filter (where differences.change_type = 'dropped') over plan_years > 0
            as boolean
        ) as is_replacement,
        cast(differences.counted_lives as integer) as covered_lives
    from differences
    left join carrier
        on differences.carrier_key = carrier.carrier_key
    window plan_years as (
        partition by
            differences.sponsor_dfe_ein,
            differences.plan_number,
            differences.form_plan_year_begin_date
    )
)

select * from final
