{{ config(alias='system_config') }}

with

stg_contracts__system_config as (
    select * from {{ ref('stg_contracts__system_config') }}
),

int_contracts__system_config_set_aside as (
    select * from {{ ref('int_contracts__system_config_set_aside') }}
),

promoted as (
    {{ promoted_rows('stg_contracts__system_config', 'int_contracts__system_config_set_aside') }}
),

final as (
    select
        cast(config_key as text) as config_key,
        cast(config_value as text) as config_value,
        cast(value_type as text) as value_type,
        cast(description as text) as description,
        cast(coalesce(is_secret, true) as boolean) as is_secret,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        cast(updated_by as uuid) as updated_by,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from promoted
)

select * from final
