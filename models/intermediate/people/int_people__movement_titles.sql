with

people_master_history as (
    select * from {{ ref('people_master_history') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__title_keys as (
    select * from {{ ref('int_people__title_keys') }}
),

titles as (
    select title
    from people_master_history
    where title is not null

    union

    select title
    from int_people__cleaned
    where title is not null
),

-- The key is dear: only titles that no list has any more, or has otherwise, need one of their own.
unknown as (
    select titles.title
    from titles
    left join int_people__title_keys
        on titles.title = int_people__title_keys.title_text
    where int_people__title_keys.title_text is null
),

keyed as (
    select
        titles.title,
        int_people__title_keys.title_key
    from titles
    inner join int_people__title_keys
        on titles.title = int_people__title_keys.title_text

    union all

    select
        title,
        {{ title_key('title') }} as title_key
    from unknown
),

final as (
    select
        cast(title as text) as title,
        cast(coalesce(title_key, lower(title)) as text) as title_key
    from keyed
)

select * from final
