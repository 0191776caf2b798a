with

snap_extraction_status as (
    select * from {{ ref('snap_extraction_status') }}
),

final as (
    select
        cast(dbt_scd_id as text) as history_id,
        cast(extraction_id as uuid) as extraction_id,
        cast(status as text) as status,
        cast(approved_at as timestamp) as approved_at,
        cast(approved_by as uuid) as approved_by,
        cast(rejected_at as timestamp) as rejected_at,
        cast(rejected_by as uuid) as rejected_by,
        cast(rejection_reason as text) as rejection_reason,
        cast(dbt_valid_from as timestamp) as valid_from,
        cast(dbt_valid_to as timestamp) as valid_to,
        cast(dbt_valid_to is null as boolean) as is_current,
        cast(dbt_is_deleted = 'True' as boolean) as is_deleted
    from snap_extraction_status
)

select * from final
