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

sets as (
    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        carrier_key,
        max(counted_lives) as counted_lives
    from int_dol__contracts
    where is_welfare and carrier_key is not null
    group by
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        carrier_key
),

plan_years_with as (
    select distinct
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date
    from sets
),

-- A year without any carrier says that no Schedule A was filed, not that all of them left.
pairs as (
    select int_dol__plan_year_pairs.*
    from int_dol__plan_year_pairs
    inner join plan_years_with
        on
            int_dol__plan_year_pairs.sponsor_dfe_ein = plan_years_with.sponsor_dfe_ein
            and int_dol__plan_year_pairs.plan_number = plan_years_with.plan_number
            and int_dol__plan_year_pairs.form_plan_year_begin_date
            = plan_years_with.form_plan_year_begin_date
    inner join plan_years_with as previous_years_with
        on
            int_dol__plan_year_pairs.sponsor_dfe_ein = previous_years_with.sponsor_dfe_ein
            and int_dol__plan_year_pairs.plan_number = previous_years_with.plan_number
            and int_dol__plan_year_pairs.previous_begin_date
            = previous_years_with.form_plan_year_begin_date
),

sightings as (
    select
        pairs.sponsor_dfe_ein,
        pairs.plan_number,
        pairs.form_plan_year_begin_date,
        pairs.previous_begin_date,
        pairs.is_latest_plan_year,
        sets.carrier_key,
        sets.counted_lives,
        1 as years_now,
        0 as years_before
    from pairs
    inner join sets
        on
            pairs.sponsor_dfe_ein = sets.sponsor_dfe_ein
            and pairs.plan_number = sets.plan_number
            and pairs.form_plan_year_begin_date = sets.form_plan_year_begin_date

    union all

    select
        pairs.sponsor_dfe_ein,
        pairs.plan_number,
        pairs.form_plan_year_begin_date,
        pairs.previous_begin_date,
        pairs.is_latest_plan_year,
        sets.carrier_key,
        sets.counted_lives,
        0 as years_now,
        1 as years_before
    from pairs
    inner join sets
        on
            pairs.sponsor_dfe_ein = sets.sponsor_dfe_ein
            and pairs.plan_number = sets.plan_number
            and pairs.previous_begin_date = sets.form_plan_year_begin_date
),

differences as (
    select
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        previous_begin_date,
        is_latest_plan_year,
        carrier_key,
        max(counted_lives) as counted_lives,
        case when max(years_now) = 1 then 'added' else 'dropped' end as change_type
    from sightings
    group by
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        previous_begin_date,
        is_latest_plan_year,
        carrier_key
    having max(years_now) <> max(years_before)
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
