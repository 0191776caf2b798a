with

int_company__ein_names as (
    select * from {{ ref('int_company__ein_names') }}
),

int_company__ein_exact as (
    select * from {{ ref('int_company__ein_exact') }}
),

int_dol__sponsor_names as (
    select * from {{ ref('int_dol__sponsor_names') }}
),

open_names as (
    select distinct
        int_company__ein_names.name_key,
        int_company__ein_names.address_state as state,
        int_company__ein_names.city_key,
        int_company__ein_names.address_state || '|' || int_company__ein_names.city_key as place
    from int_company__ein_names
    left join int_company__ein_exact
        on int_company__ein_names.company_unique_id = int_company__ein_exact.company_unique_id
    where
        int_company__ein_exact.company_unique_id is null
        and int_company__ein_names.address_state is not null
        and int_company__ein_names.city_key is not null
),

places as (
    select distinct place
    from open_names
),

near_names as (
    select distinct
        int_dol__sponsor_names.name_key,
        places.place
    from int_dol__sponsor_names
    inner join places
        on
            int_dol__sponsor_names.sponsor_state || '|' || int_dol__sponsor_names.city_key
            = places.place
),

distinct_names as (
    select
        name_key,
        {{ pieces('name_key', "' '") }} as words
    from (
        select name_key from open_names
        union
        select name_key from near_names
    ) as both_sides
),

numbers as (
    select {{ rows_of(range(1, 21)) }} as word_number
),

numbered as (
    select
        distinct_names.*,
        numbers.word_number,
        split_part(distinct_names.name_key, ' ', numbers.word_number) as word
    from distinct_names
    inner join numbers
        on numbers.word_number <= {{ array_length('distinct_names.words') }}
),

-- Three ways in which two spellings of one name are the same text. Only the last may differ, in the
-- word that is left out; it keeps its first letter, which is seldom the wrong one.
signatures as (
    select
        name_key,
        'together' as kind,
        replace(name_key, ' ', '') as signature,
        cast(null as text) as word
    from distinct_names

    union all

    select
        name_key,
        'order' as kind,
        {{ joined(sorted_array_agg('word'), "' '") }} as signature,
        cast(null as text) as word
    from numbered
    -- District 3 Local 12 is not District 12 Local 3.
    where not {{ regex_like('name_key', "'[0-9]'") }}
    group by name_key

    union all

    select
        name_key,
        'word' as kind,
        {{ joined(list_slice('words', 1, 'word_number - 1'), "' '") }}
        || '|' || left(word, 1) || '|'
        || {{ joined(list_slice('words', 'word_number + 1', 100), "' '") }} as signature,
        word
    from numbered
    where
        length(word) >= {{ var('ein_slip_word_length') }}
        and not {{ regex_like('word', "'[0-9]'") }}
),

-- Place, kind and signature are one text: joined on several columns that hang together, Postgres
-- expects one row and loops over all of them.
open_signatures as (
    select
        open_names.*,
        signatures.word,
        open_names.place || '|' || signatures.kind || '|' || signatures.signature as token
    from open_names
    inner join signatures
        on open_names.name_key = signatures.name_key
),

near_signatures as (
    select
        near_names.name_key,
        signatures.word,
        near_names.place || '|' || signatures.kind || '|' || signatures.signature as token
    from near_names
    inner join signatures
        on near_names.name_key = signatures.name_key
),

open_tokens as (
    select distinct token
    from open_signatures
),

blocks as (
    select
        near_signatures.*,
        count(*) over (partition by near_signatures.token) as block_size
    from near_signatures
    inner join open_tokens
        on near_signatures.token = open_tokens.token
),

final as (
    select distinct
        cast(open_signatures.name_key as text) as name_key,
        cast(open_signatures.state as text) as state,
        cast(open_signatures.city_key as text) as city_key,
        cast(blocks.name_key as text) as sponsor_name_key,
        cast(open_signatures.word as text) as word,
        cast(blocks.word as text) as sponsor_word
    from open_signatures
    inner join blocks
        on open_signatures.token = blocks.token
    where
        blocks.block_size <= {{ var('ein_block_limit') }}
        and open_signatures.name_key <> blocks.name_key
        and abs(
            coalesce(length(open_signatures.word), 0) - coalesce(length(blocks.word), 0)
        ) <= 1
)

select * from final
