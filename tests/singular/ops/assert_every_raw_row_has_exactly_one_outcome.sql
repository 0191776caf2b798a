-- Every raw row ends in exactly one place, a master or its quarantine, and nothing is there
-- that is no raw row. Row for row what ops.row_accounting says in numbers.
with

company_source_map as (
    select * from {{ ref('company_source_map') }}
),

quarantine as (
    select * from {{ ref('quarantine') }}
),

person_source_map as (
    select * from {{ ref('person_source_map') }}
),

people_invalid as (
    select * from {{ ref('people_invalid') }}
),

sightings as (
    {% for system, table in source_tables()
        if [system, table] not in source_tables(promoted_alone=true) -%}
    select
        raw_row_id,
        'raw' as place
    from {{ ref('stg_' ~ system ~ '__' ~ table) }}

    union all

    {% endfor -%}
    select
        raw_row_id,
        'master' as place
    from company_source_map

    union all

    select
        id as raw_row_id,
        'quarantine' as place
    from quarantine

    union all

    select
        raw_row_id,
        'master' as place
    from person_source_map

    union all

    select
        id as raw_row_id,
        'quarantine' as place
    from people_invalid
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
