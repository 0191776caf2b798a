{{ config(alias='users') }}

with

stg_contracts__users as (
    select * from {{ ref('stg_contracts__users') }}
),

int_contracts__users_set_aside as (
    select * from {{ ref('int_contracts__users_set_aside') }}
),

promoted as (
    {{ promoted_rows('stg_contracts__users', 'int_contracts__users_set_aside') }}
),

final as (
    select
        cast(user_id as uuid) as user_id,
        cast(username as text) as username,
        cast(email as text) as email,
        cast(role as text) as role,
        cast(first_name as text) as first_name,
        cast(last_name as text) as last_name,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        cast(last_login_at as timestamp) as last_login_at,
        cast(is_active as boolean) as is_active,
        cast(auth_provider as text) as auth_provider,
        cast(auth_provider_user_id as text) as auth_provider_user_id,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from promoted
)

select * from final
