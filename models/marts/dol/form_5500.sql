{#- Incremental by the raw rows that count: a filing that is delivered again, or is gone, changes
    that filing alone. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_unpromoted_rows('dol', 'f_5500') }}"
    )
}}

with

promoted as (
    {{ new_promoted_rows('dol', 'f_5500') }}
),

form_years as (
    select
        source_file,
        {{ try_cast(regex_first('source_file', "'[12][0-9]{3}'"), 'integer') }} as form_year
    from (select distinct source_file from {{ ref('stg_dol__f_5500') }}) as files
),

computed as (
    select
        promoted.*,
        '5500' as form_type,
        form_years.form_year,
        promoted.tot_act_rtd_sep_benef_cnt as tot_partcp_eoy_cnt,
        {{ date_part_int('year', 'promoted.form_plan_year_begin_date') }} as plan_year
    from promoted
    left join form_years
        on promoted.source_file = form_years.source_file
),

final as (
    select
        {{ contract_columns('computed') }}
    from computed
)

select * from final
