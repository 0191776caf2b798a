{#- Incremental by the raw rows that count: a filing that is delivered again, or is gone, changes
    that filing alone. -#}
{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ delete_unpromoted_rows('dol', 'f_5500_sf') }}"
    )
}}

with

promoted as (
    {{ new_promoted_rows('dol', 'f_5500_sf') }}
),

form_years as (
    select
        source_file,
        {{ try_cast(regex_first('source_file', "'[12][0-9]{3}'"), 'integer') }} as form_year
    from (select distinct source_file from {{ ref('stg_dol__f_5500_sf') }}) as files
),

computed as (
    select
        promoted.*,
        '5500-SF' as form_type,
        form_years.form_year,
        case
            when
                promoted.valid_admin_signature like '%authorized/valid%'
                or promoted.valid_sponsor_signature like '%authorized/valid%'
                then '1'
            when
                promoted.valid_admin_signature is not null
                or promoted.valid_sponsor_signature is not null
                then '0'
        end as valid_sig,
        case when promoted.type_pension_bnft_code is not null then '1' else '0' end
            as plan_type_pension_ind,
        case when promoted.type_welfare_bnft_code is not null then '1' else '0' end
            as plan_type_welfare_ind,
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
