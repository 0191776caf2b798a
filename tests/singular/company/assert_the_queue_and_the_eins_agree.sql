-- Every company is in the queue once, and has an EIN exactly where the queue says so.
with

ein_resolution_queue as (
    select * from {{ ref('ein_resolution_queue') }}
),

company_ein as (
    select * from {{ ref('company_ein') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

final as (
    select
        company_master.company_unique_id,
        ein_resolution_queue.status,
        ein_resolution_queue.ein as queue_ein,
        company_ein.ein
    from company_master
    full outer join ein_resolution_queue
        on company_master.company_unique_id = ein_resolution_queue.company_unique_id
    left join company_ein
        on ein_resolution_queue.company_unique_id = company_ein.company_unique_id
    where
        company_master.company_unique_id is null
        or ein_resolution_queue.company_unique_id is null
        or ein_resolution_queue.ein is distinct from company_ein.ein
)

select * from final
