-- The same name in another state is another company: the live system deleted such rows as copies.
-- Where a company has rows in several states, each of the states has a row that shares an EIN, a
-- domain or a brought id with a row in another of them.
with

company_source_map as (
    select * from {{ ref('company_source_map') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

placed as (
    select
        company_source_map.raw_row_id,
        company_source_map.company_unique_id,
        int_company__cleaned.state_code
    from company_source_map
    inner join int_company__cleaned
        on company_source_map.raw_row_id = int_company__cleaned.raw_row_id
),

several_states as (
    select company_unique_id
    from placed
    group by company_unique_id
    having count(distinct state_code) > 1
),

keys as (
    select
        placed.company_unique_id,
        placed.state_code,
        int_company__match_keys.key_type,
        int_company__match_keys.key_value
    from placed
    inner join several_states
        on placed.company_unique_id = several_states.company_unique_id
    inner join int_company__match_keys
        on placed.raw_row_id = int_company__match_keys.raw_row_id
    where int_company__match_keys.key_type <> 'name_state'
),

bridges as (
    select distinct
        keys.company_unique_id,
        keys.state_code
    from keys
    inner join keys as elsewhere
        on
            keys.company_unique_id = elsewhere.company_unique_id
            and keys.key_type = elsewhere.key_type
            and keys.key_value = elsewhere.key_value
            and keys.state_code <> elsewhere.state_code
),

final as (
    select
        placed.company_unique_id,
        placed.state_code,
        count(*) as row_count
    from placed
    inner join several_states
        on placed.company_unique_id = several_states.company_unique_id
    left join bridges
        on
            placed.company_unique_id = bridges.company_unique_id
            and placed.state_code = bridges.state_code
    where bridges.company_unique_id is null
    group by
        placed.company_unique_id,
        placed.state_code
)

select * from final
