{#- It cannot be made again, so it lies with history, not where a schema may be dropped. -#}
{{
    config(
        schema='history',
        materialized='incremental',
        incremental_strategy='append',
        full_refresh=false,
        on_schema_change='fail'
    )
}}

with

int_company__slots as (
    select * from {{ ref('int_company__slots') }}
),

int_people__slot_occupants as (
    select * from {{ ref('int_people__slot_occupants') }}
),

int_people__survivors as (
    select * from {{ ref('int_people__survivors') }}
),

int_people__renamed as (
    select * from {{ ref('int_people__renamed') }}
),

stg_intake__row_counts as (
    select * from {{ ref('stg_intake__row_counts') }}
),

stg_clay__row_counts as (
    select * from {{ ref('stg_clay__row_counts') }}
),

logged as (
    {% if is_incremental() %}
    select
        *,
        row_number() over (
            partition by company_slot_unique_id order by change_number desc
        ) as recency,
        lag(person_unique_id) over (
            partition by company_slot_unique_id order by change_number
        ) as renamed_from
    from {{ this }}
    {% else %}
    select
        cast(null as text) as company_slot_unique_id,
        cast(null as integer) as change_number,
        cast(null as text) as change_type,
        cast(null as text) as person_unique_id,
        cast(null as text) as previous_person_unique_id,
        cast(null as timestamp) as filled_at,
        cast(null as timestamp) as vacated_at,
        cast(null as boolean) as is_feed_paused,
        cast(null as text) as phone,
        cast(null as text) as phone_extension,
        cast(null as text) as employment_source_table,
        cast(null as integer) as recency,
        cast(null as text) as renamed_from
    where false
    {% endif %}
),

newest as (
    select * from logged
    where recency = 1
),

present as (
    select
        int_company__slots.company_slot_unique_id,
        int_people__slot_occupants.person_unique_id,
        int_people__survivors.work_phone_e164,
        int_people__survivors.work_phone_extension,
        int_people__survivors.employment_source_table
    from int_company__slots
    left join int_people__slot_occupants
        on
            int_company__slots.company_slot_unique_id
            = int_people__slot_occupants.company_slot_unique_id
            and int_people__slot_occupants.challenger_rank = 1
    left join int_people__survivors
        on int_people__slot_occupants.person_unique_id = int_people__survivors.person_unique_id
),

pausing as (
    select source_table
    from stg_intake__row_counts
    where raw_rows = 0

    union all

    select source_table
    from stg_clay__row_counts
    where raw_rows = 0
),

compared as (
    select
        present.*,
        coalesce(newest.change_number, 0) + 1 as change_number,
        newest.person_unique_id as old_person_unique_id,
        newest.previous_person_unique_id as older_person_unique_id,
        newest.filled_at as old_filled_at,
        newest.phone as old_phone,
        newest.phone_extension as old_phone_extension,
        newest.employment_source_table as old_source_table,
        pausing.source_table is not null as was_paused,
        case
            when newest.person_unique_id is null and present.person_unique_id is null then null
            when present.person_unique_id is null then 'vacated'
            when newest.person_unique_id is null then 'filled'
            -- Whoever goes by another id has not left; nor has whoever goes by the old one again.
            when newest.person_unique_id = int_people__renamed.old_id then 'renamed'
            when
                newest.change_type = 'renamed'
                and newest.renamed_from = present.person_unique_id
                then 'renamed'
            when newest.person_unique_id <> present.person_unique_id then 'filled'
            when
                concat_ws(
                    '|',
                    coalesce(present.work_phone_e164, newest.phone),
                    case
                        when present.work_phone_e164 is null then newest.phone_extension
                        else present.work_phone_extension
                    end,
                    coalesce(present.employment_source_table, newest.employment_source_table)
                )
                <> concat_ws(
                    '|', newest.phone, newest.phone_extension, newest.employment_source_table
                )
                then 'changed'
        end as change_type,
        -- Whom a feed that paused took out of the slot was in it all the time.
        coalesce(
            newest.is_feed_paused
            and newest.previous_person_unique_id = present.person_unique_id,
            false
        ) as is_back
    from present
    left join newest
        on present.company_slot_unique_id = newest.company_slot_unique_id
    left join int_people__renamed
        on
            newest.person_unique_id = int_people__renamed.old_id
            and present.person_unique_id = int_people__renamed.new_id
    left join pausing
        on newest.employment_source_table = pausing.source_table
),

final as (
    select
        cast(company_slot_unique_id as text) as company_slot_unique_id,
        cast(change_number as integer) as change_number,
        cast(change_type as text) as change_type,
        cast(person_unique_id as text) as person_unique_id,
        cast(
            case
                when change_type = 'vacated' then old_person_unique_id
                when change_type = 'filled' and is_back then null
                when change_type = 'filled'
                    then coalesce(old_person_unique_id, older_person_unique_id)
                else older_person_unique_id
            end as text
        ) as previous_person_unique_id,
        cast(
            case
                when change_type = 'filled' and not is_back then {{ as_of_timestamp() }}
                else old_filled_at
            end as timestamp
        ) as filled_at,
        cast(
            case when change_type = 'vacated' then {{ as_of_timestamp() }} end as timestamp
        ) as vacated_at,
        cast(change_type = 'vacated' and was_paused as boolean) as is_feed_paused,
        cast(coalesce(work_phone_e164, old_phone) as text) as phone,
        cast(
            case
                when work_phone_e164 is not null then work_phone_extension
                else old_phone_extension
            end as text
        ) as phone_extension,
        cast(
            coalesce(employment_source_table, old_source_table) as text
        ) as employment_source_table,
        cast({{ as_of_timestamp() }} as timestamp) as logged_at
    from compared
    where change_type is not null
)

select * from final
