{#- Incremental by sponsor: whose version is another is made anew, whole. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_changed_sponsors(ref('int_dol__sponsor_versions')) }}"
    )
}}

with

plan_year as (
    select * from {{ ref('plan_year') }}
),

int_dol__sponsor_versions as (
    select * from {{ ref('int_dol__sponsor_versions') }}
),

coded as (
    select
        *,
        concat_ws('|', coalesce(type_pension_bnft_code, ''), coalesce(type_welfare_bnft_code, ''))
            as code_lists
    from plan_year
    where
        {{ in_changed_sponsors() }}
        and (type_pension_bnft_code is not null or type_welfare_bnft_code is not null)
),

benefit_codes as (
    select * from {{ ref('benefit_codes') }}
),

distinct_lists as (
    select distinct code_lists
    from coded
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
        cast(coded.sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(coded.plan_number as text) as plan_number,
        cast(coded.form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(codes.benefit_code as text) as benefit_code,
        cast(codes.benefit_kind as text) as benefit_kind,
        cast(codes.benefit_name as text) as benefit_name,
        cast(coded.plan_year as integer) as plan_year,
        cast(coded.is_latest_plan_year as boolean) as is_latest_plan_year,
        cast(coded.ack_id as text) as ack_id,
        cast(coded.sponsor_version as bigint) as sponsor_version
    from coded
    inner join codes
        on coded.code_lists = codes.code_lists
)

select * from final
