with

int_people__title_keys as (
    select * from {{ ref('int_people__title_keys') }}
),

title_keys as (
    select distinct title_key
    from int_people__title_keys
    where title_key is not null
),

pieces as (
    select
        title_key,
        {{ rows_of_pieces('title_key', "' ; '") }} as seat_text
    from title_keys
),

-- A rule about the title sees all its seats, with the marks between them.
seats as (
    select
        title_key,
        'title' as rule_scope,
        title_key as seat_text
    from title_keys

    union

    select
        title_key,
        'seat' as rule_scope,
        seat_text
    from pieces
),

final as (
    select
        cast(title_key as text) as title_key,
        cast(rule_scope as text) as rule_scope,
        cast(seat_text as text) as seat_text,
        cast(
            position(' ; ' || seat_text || ' ; ' in ' ; ' || title_key || ' ; ') as integer
        ) as seat_place
    from seats
)

select * from final
