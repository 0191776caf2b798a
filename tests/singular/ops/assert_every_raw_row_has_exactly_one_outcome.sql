-- Every raw row ends in exactly one place, the company master or quarantine, and nothing is there
-- that is no raw row. Row for row what ops.row_accounting says in numbers.
with

stg_intake__company_raw_intake as (
    select * from {{ ref('stg_intake__company_raw_intake') }}
),

stg_intake__company_raw_wv as (
    select * from {{ ref('stg_intake__company_raw_wv') }}
),

stg_clay__company_raw as (
    select * from {{ ref('stg_clay__company_raw') }}
),

company_source_map as (
    select * from {{ ref('company_source_map') }}
),

quarantine as (
    select * from {{ ref('quarantine') }}
),

sightings as (
    select
        raw_row_id,
        'raw' as place
    from stg_intake__company_raw_intake

    union all

    select
        raw_row_id,
        'raw' as place
    from stg_intake__company_raw_wv

    union all

    select
        raw_row_id,
        'raw' as place
    from stg_clay__company_raw

    union all

    select
        raw_row_id,
        'master' as place
    from company_source_map

    union all

    select
        id as raw_row_id,
        'quarantine' as place
    from quarantine
),

final as (
    select
        raw_row_id,
        count(*) filter (where place = 'raw') as raw_count,
        count(*) filter (where place = 'master') as master_count,
        count(*) filter (where place = 'quarantine') as quarantine_count
    from sightings
    group by raw_row_id
    having
        count(*) filter (where place = 'raw') <> 1
        or count(*) filter (where place <> 'raw') <> 1
)

select * from final
