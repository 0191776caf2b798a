with

plan_year as (
    select
        *,
        concat_ws('|', coalesce(type_pension_bnft_code, ''), coalesce(type_welfare_bnft_code, ''))
            as code_lists
    from {{ ref('plan_year') }}
    where is_pension or is_welfare
),

benefit_codes as (
    select * from {{ ref('benefit_codes') }}
),

distinct_lists as (
    select distinct code_lists
    from plan_year
),

-- A list holds twenty codes at most.
places as (
    {% for place in range(1, 41, 2) -%}
    select
        1 as list_number,
        {{ place }} as place

    union all

    select
        2 as list_number,
        {{ place }} as place
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

-- Codes are run together, two characters each: cut in steps of two, once per distinct pair of
-- lists.
split as (
    select
        distinct_lists.code_lists,
        substr(split_part(distinct_lists.code_lists, '|', places.list_number), places.place, 2)
            as benefit_code
    from distinct_lists
    cross join places
),

-- A code that is in both lists counts once.
codes as (
    select distinct
        split.code_lists,
        split.benefit_code,
        benefit_codes.benefit_kind,
        benefit_codes.benefit_name
    from split
    left join benefit_codes
        on split.benefit_code = benefit_codes.benefit_code
    where trim(split.benefit_code) <> ''
),

final as (
    select
        cast(plan_year.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(plan_year.plan_number as text) as plan_number,
        cast(plan_year.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(codes.benefit_code as text) as benefit_code,
        cast(codes.benefit_kind as text) as benefit_kind,
        cast(codes.benefit_name as text) as benefit_name,
        cast(plan_year.plan_year as integer) as plan_year,
        cast(plan_year.is_latest_plan_year as boolean) as is_latest_plan_year,
        cast(plan_year.ack_id as text) as ack_id
    from plan_year
    inner join codes
        on plan_year.code_lists = codes.code_lists
)

select * from final
