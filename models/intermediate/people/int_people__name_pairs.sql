with

nicknames as (
    select * from {{ ref('nicknames') }}
),

-- A name stands for itself as well, so that the formal name and its short form have it in common.
meanings as (
    select
        nickname as first_name_key,
        formal_name
    from nicknames

    union

    select
        nickname as first_name_key,
        nickname as formal_name
    from nicknames

    union

    select
        formal_name as first_name_key,
        formal_name
    from nicknames
),

final as (
    select distinct
        cast(meanings.first_name_key as text) as first_name_key,
        cast(fellows.first_name_key as text) as other_first_name_key
    from meanings
    inner join meanings as fellows
        on
            meanings.formal_name = fellows.formal_name
            and meanings.first_name_key <> fellows.first_name_key
)

select * from final
