{#- Years that enforcement cases can be of; the published column also says 0. -#}
{%- set year = "(?:19|20)[0-9]{2}" -%}

with

promoted as (
    {{ promoted_rows('dol', 'ebsa_ocats') }}
),

parted as (
    select
        *,
        replace(replace(plan_year_text, ' ', ''), '–', '-') as years
    from promoted
),

amounts as (
    select
        *,
        {{ money_range('penalty_bucket', 'low') }} as low_amount,
        {{ money_range('penalty_bucket', 'high') }} as high_amount,
        {{ regex_like('years', "'^" ~ year ~ "(?:-" ~ year ~ ")?$'") }} as has_years
    from parted
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast(ein as text) as ein,
        cast(ein_was_padded as boolean) as ein_was_padded,
        cast(plan_number as text) as plan_number,
        cast(case_type as text) as case_type,
        cast(plan_name as text) as plan_name,
        cast(final_close_reason as text) as final_close_reason,
        cast(final_close_date as date) as final_close_date,
        cast(low_amount as numeric(18, 2)) as penalty_low_usd,
        cast(high_amount as numeric(18, 2)) as penalty_high_usd,
        cast(case when has_years then least(left(years, 4), right(years, 4)) end as integer)
            as first_plan_year,
        cast(case when has_years then greatest(left(years, 4), right(years, 4)) end as integer)
            as last_plan_year,
        cast(load_date as date) as load_date,
        cast(source_file as text) as source_file
    from amounts
)

select * from final
