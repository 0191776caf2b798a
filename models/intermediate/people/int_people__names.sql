{#- Of two columns it is known which is the last name: what stands behind a comma there is a
    credential, and somebody whose first name is JR is nobody's junior. -#}
{%- set short_credentials = var('person_name_credentials_behind_comma')
    | map('list') | map('join', '[.]?') | list -%}
{%- set last_first = regex_replace_first(
    regex_replace_first('parts_text', "'\x1f[Jj][Rr][.]?$'", "'\x1fJ.R.'"),
    "'(?i)(?:, *(?:" ~ short_credentials | join('|') ~ ")[.]?)+ *\x1f'",
    "'\x1f'"
) -%}
{%- set title_words = (
    "'(?:^| )(?:" ~ var('person_name_title_words') | join('|') ~ ")(?: |$)|^(?:(?:"
    ~ var('person_name_title_fillers') | join('|') ~ ")(?: |$))+$'"
) -%}

with

int_people__unioned as (
    select * from {{ ref('int_people__unioned') }}
),

person_placeholders as (
    select * from {{ ref('person_placeholders') }}
),

names as (
    select distinct name_parts_text
    from int_people__unioned
    where name_parts_text <> ''
),

-- Behind first and last name a third part is the generation that only the whole name tells.
texts as (
    select
        name_parts_text,
        split_part(name_parts_text, chr(31), 3) as generation_text,
        {{ regex_replace_first('name_parts_text', "'([^]*).*$'", "'\\1'") }} as parts_text
    from names
),

cleaned as (
    select
        name_parts_text,
        position(chr(31) in parts_text) > 0 as is_parted,
        generation_text,
        {{ person_name_text("replace(" ~ last_first ~ ", chr(31), ', ')") }} as name_text
    from texts
),

ordered as (
    select
        name_parts_text,
        is_parted,
        coalesce(
            {{ person_generation('name_text') }},
            {{ person_generation(regex_first('generation_text', "'^[ ,]*[^ ,]+'")) }}
        ) as name_suffix,
        {{ person_name_order('name_text') }} as name_order
    from cleaned
),

-- A name without a second part has no last name.
parted as (
    select
        name_parts_text,
        is_parted,
        name_suffix,
        {{ blank_to_null("split_part(name_order, chr(31), 1)") }} as given_names,
        {{ blank_to_null("split_part(name_order, chr(31), 2)") }} as last_name
    from ordered
),

-- Some lists write the whole name into the column of the first.
whole as (
    select
        name_parts_text,
        is_parted,
        name_suffix,
        case
            when
                lower(right(given_names, length(last_name) + 1)) = ' ' || lower(last_name)
                then left(given_names, length(given_names) - length(last_name) - 1)
            else given_names
        end as given_names,
        last_name
    from parted
),

-- Of several given names in one column for the whole name, those behind the first may be anything.
-- Somebody who goes by an initial keeps what stands behind it.
named as (
    select
        name_parts_text,
        name_suffix,
        case
            when not is_parted
                then {{ regex_first('given_names', "'^(?:[A-Za-z][.]? ?)?[^ ]+'") }}
            when {{ regex_like('given_names', "'^[A-Za-z](?:[. ]|$)'") }} then given_names
            else {{ regex_replace_first('given_names', "'(?: [A-Za-z][.]?)+$'", "''") }}
        end as first_name,
        last_name
    from whole
),

shown as (
    select
        name_parts_text,
        name_suffix,
        {{ person_name_shown('first_name') }} as first_name,
        {{ person_name_shown('last_name') }} as last_name
    from named
),

keyed as (
    select
        *,
        {{ person_name_key('first_name') }} as first_name_key,
        {{ person_name_key('last_name') }} as last_name_key,
        {{ plain_words(lower_ascii("concat_ws(' ', first_name, last_name)")) }} as name_words
    from shown
),

looked_up as (
    select
        name_parts_text,
        'whole' as name_part,
        name_words as name_key
    from keyed

    union

    select
        name_parts_text,
        'any' as name_part,
        first_name_key as name_key
    from keyed

    union

    select
        name_parts_text,
        'any' as name_part,
        last_name_key as name_key
    from keyed
),

placeholders as (
    select distinct looked_up.name_parts_text
    from looked_up
    inner join person_placeholders
        on
            looked_up.name_part = person_placeholders.name_part
            and looked_up.name_key = person_placeholders.placeholder
),

final as (
    select
        cast(keyed.name_parts_text as text) as name_parts_text,
        cast(keyed.first_name as text) as first_name,
        cast(keyed.last_name as text) as last_name,
        cast(keyed.name_suffix as text) as name_suffix,
        cast(
            nullif(concat_ws(' ', keyed.first_name, keyed.last_name, keyed.name_suffix), '') as text
        ) as full_name,
        cast(keyed.first_name_key as text) as first_name_key,
        cast(keyed.last_name_key as text) as last_name_key,
        cast(placeholders.name_parts_text is not null as boolean) as is_placeholder,
        cast(
            coalesce(
                {{ regex_like('keyed.name_words', title_words) }}, false
            ) as boolean
        ) as is_title
    from keyed
    left join placeholders
        on keyed.name_parts_text = placeholders.name_parts_text
)

select * from final
