with

int_company__identified as (
    select * from {{ ref('int_company__identified') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

shared_keys as (
    select
        int_company__identified.raw_row_id,
        int_company__match_keys.key_type,
        count(*) over (
            partition by
                int_company__identified.company_unique_id,
                int_company__match_keys.key_type,
                int_company__match_keys.key_value
        ) as row_count
    from int_company__identified
    inner join int_company__match_keys
        on int_company__identified.raw_row_id = int_company__match_keys.raw_row_id
),

matched_on as (
    select
        raw_row_id,
        {{ string_agg_by('key_type', "','", collate_c('key_type')) }} as matched_on
    from shared_keys
    where row_count > 1
    group by raw_row_id
),

final as (
    select
        cast(int_company__identified.raw_row_id as text) as raw_row_id,
        cast(int_company__identified.company_unique_id as text) as company_unique_id,
        cast(int_company__cleaned.source_table as text) as source_table,
        cast(int_company__cleaned.source_system as text) as source_system,
        cast(int_company__cleaned.source_file as text) as source_file,
        cast(int_company__cleaned.source_record_id as text) as source_record_id,
        cast(int_company__cleaned.brought_company_unique_id as text) as brought_company_unique_id,
        cast(int_company__cleaned.company_name as text) as company_name,
        cast(int_company__identified.survivor_rank as integer) as survivor_rank,
        cast(int_company__identified.survivor_rank = 1 as boolean) as is_survivor,
        cast(matched_on.matched_on as text) as matched_on
    from int_company__identified
    inner join int_company__cleaned
        on int_company__identified.raw_row_id = int_company__cleaned.raw_row_id
    left join matched_on
        on int_company__identified.raw_row_id = matched_on.raw_row_id
)

select * from final
