with

snap_quarantine as (
    select * from {{ ref('snap_quarantine') }}
),

company_promotion as (
    select * from {{ ref('company_promotion') }}
),

-- The version that snapshots add when a row leaves says when it left, and is no stay of its own.
stays as (
    select *
    from snap_quarantine
    where dbt_is_deleted <> 'True'
),

departures as (
    select
        id,
        dbt_valid_from as left_at
    from snap_quarantine
    where dbt_is_deleted = 'True'
),

final as (
    select
        cast(stays.dbt_scd_id as text) as history_id,
        cast(stays.id as text) as id,
        cast(stays.source_table as text) as source_table,
        cast(stays.source_file as text) as source_file,
        cast(stays.source_record_id as text) as source_record_id,
        cast(stays.company_name as text) as company_name,
        cast(stays.reason_codes as text) as reason_codes,
        cast(stays.dbt_valid_from as timestamp) as valid_from,
        cast(stays.dbt_valid_to as timestamp) as valid_to,
        cast(stays.dbt_valid_to is null as boolean) as is_current,
        cast(
            case
                when stays.dbt_valid_to is null then 'open'
                when departures.id is null then 'reasons changed'
                when company_promotion.outcome in ('promoted', 'merged')
                    then company_promotion.outcome
                when company_promotion.outcome = 'quarantined' then 'returned'
                else 'removed'
            end as text
        ) as resolution_status,
        cast(
            case when departures.id is not null then stays.dbt_valid_to end as timestamp
        ) as resolved_at,
        cast(
            case when departures.id is not null then company_promotion.company_unique_id end as text
        ) as promoted_to
    from stays
    left join departures
        on
            stays.id = departures.id
            and stays.dbt_valid_to = departures.left_at
    left join company_promotion
        on stays.id = company_promotion.raw_row_id
)

select * from final
