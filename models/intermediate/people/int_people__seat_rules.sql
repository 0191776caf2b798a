with

int_people__title_seats as (
    select * from {{ ref('int_people__title_seats') }}
),

title_rules as (
    select * from {{ ref('title_rules') }}
),

seats as (
    select distinct
        rule_scope,
        seat_text
    from int_people__title_seats
),

seat_words as (
    select
        rule_scope,
        seat_text,
        {{ rows_of_pieces('seat_text', "' '") }} as word
    from seats
),

rules as (
    select
        title_rule_id,
        rule_scope,
        priority,
        {{ title_lists('anchor_words') }} as anchor_words,
        {{ title_pattern('pattern') }} as pattern,
        {{ title_pattern('negative_pattern') }} as negative_pattern
    from title_rules
),

rule_words as (
    select
        *,
        {{ rows_of_pieces('anchor_words', "'|'") }} as anchor_word
    from rules
),

-- A pattern that comes from a row is compiled for each pair: so few pairs, those with its word.
candidates as (
    select distinct
        seat_words.rule_scope,
        seat_words.seat_text,
        rule_words.title_rule_id,
        rule_words.priority,
        rule_words.pattern,
        rule_words.negative_pattern
    from seat_words
    inner join rule_words
        on
            seat_words.rule_scope = rule_words.rule_scope
            and seat_words.word = rule_words.anchor_word
),

judged as (
    select
        *,
        {{ regex_like("' < ' || seat_text || ' > '", 'pattern') }} as is_meant,
        {{ regex_like("' < ' || seat_text || ' > '", 'negative_pattern') }} as is_exempt
    from candidates
),

ranked as (
    select
        *,
        row_number() over (
            partition by rule_scope, seat_text
            order by priority nulls last, {{ collate_c('title_rule_id') }} nulls last
        ) as place
    from judged
    where is_meant and not coalesce(is_exempt, false)
),

final as (
    select
        cast(rule_scope as text) as rule_scope,
        cast(seat_text as text) as seat_text,
        cast(title_rule_id as text) as title_rule_id
    from ranked
    where place = 1
)

select * from final
