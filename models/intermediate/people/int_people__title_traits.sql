with

int_people__title_seats as (
    select * from {{ ref('int_people__title_seats') }}
),

title_traits as (
    select * from {{ ref('title_traits') }}
),

title_words as (
    select
        title_key,
        {{ rows_of_pieces('title_key', "' '") }} as word
    from int_people__title_seats
    where rule_scope = 'title'
),

trait_words as (
    select
        trait,
        trait_value,
        priority,
        {{ title_pattern('pattern') }} as pattern,
        {{ title_pattern('negative_pattern') }} as negative_pattern,
        {{ rows_of_pieces('anchor_words', "'|'") }} as anchor_word
    from title_traits
),

candidates as (
    select distinct
        title_words.title_key,
        trait_words.trait,
        trait_words.trait_value,
        trait_words.priority,
        trait_words.pattern,
        trait_words.negative_pattern
    from title_words
    inner join trait_words
        on title_words.word = trait_words.anchor_word
),

judged as (
    select
        *,
        {{ regex_like("' < ' || title_key || ' > '", 'pattern') }} as is_meant,
        {{ regex_like("' < ' || title_key || ' > '", 'negative_pattern') }} as is_exempt
    from candidates
),

ranked as (
    select
        *,
        row_number() over (
            partition by title_key, trait
            order by priority nulls last, {{ collate_c('trait_value') }} nulls last
        ) as place
    from judged
    where is_meant and not coalesce(is_exempt, false)
),

final as (
    select
        cast(title_key as text) as title_key,
        cast(max(case when trait = 'seniority' then trait_value end) as text) as seniority,
        cast(max(case when trait = 'department' then trait_value end) as text) as department
    from ranked
    where place = 1
    group by title_key
)

select * from final
