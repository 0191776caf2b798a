with

int_people__identified as (
    select * from {{ ref('int_people__identified') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__attached as (
    select * from {{ ref('int_people__attached') }}
),

int_people__match_keys as (
    select * from {{ ref('int_people__match_keys') }}
),

-- The kinds that only find an id again say nothing that the kinds beside them do not.
shared_keys as (
    select
        int_people__identified.raw_row_id,
        int_people__match_keys.key_type,
        count(*) over (
            partition by
                int_people__identified.own_person_unique_id,
                int_people__match_keys.key_type,
                int_people__match_keys.key_value
        ) as row_count
    from int_people__identified
    inner join int_people__match_keys
        on int_people__identified.raw_row_id = int_people__match_keys.raw_row_id
    where int_people__match_keys.key_type not in ('linkedin_name', 'email_name', 'email_initial')
),

reasons as (
    select
        raw_row_id,
        key_type as reason
    from shared_keys
    where row_count > 1

    union all

    select
        raw_row_id,
        'decision' as reason
    from int_people__identified
    where own_person_unique_id <> person_unique_id
),

matched_on as (
    select
        raw_row_id,
        {{ string_agg_by('reason', "','", collate_c('reason')) }} as matched_on
    from reasons
    group by raw_row_id
),

final as (
    select
        cast(int_people__identified.raw_row_id as text) as raw_row_id,
        cast(int_people__identified.person_unique_id as text) as person_unique_id,
        cast(int_people__identified.own_person_unique_id as text) as own_person_unique_id,
        cast(int_people__cleaned.source_table as text) as source_table,
        cast(int_people__cleaned.source_system as text) as source_system,
        cast(int_people__cleaned.source_file as text) as source_file,
        cast(int_people__cleaned.source_record_id as text) as source_record_id,
        cast(int_people__cleaned.brought_person_unique_id as text) as brought_person_unique_id,
        cast(int_people__cleaned.full_name as text) as full_name,
        cast(int_people__attached.company_unique_id as text) as company_unique_id,
        cast(int_people__identified.survivor_rank as integer) as survivor_rank,
        cast(int_people__identified.survivor_rank = 1 as boolean) as is_survivor,
        cast(int_people__identified.employment_rank as integer) as employment_rank,
        cast(matched_on.matched_on as text) as matched_on
    from int_people__identified
    inner join int_people__cleaned
        on int_people__identified.raw_row_id = int_people__cleaned.raw_row_id
    left join int_people__attached
        on int_people__identified.raw_row_id = int_people__attached.raw_row_id
    left join matched_on
        on int_people__identified.raw_row_id = matched_on.raw_row_id
)

select * from final
