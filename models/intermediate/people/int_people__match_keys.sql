with

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__attached as (
    select * from {{ ref('int_people__attached') }}
),

int_people__validated as (
    select * from {{ ref('int_people__validated') }}
),

int_people__name_pairs as (
    select * from {{ ref('int_people__name_pairs') }}
),

nicknames as (
    select * from {{ ref('nicknames') }}
),

rejected as (
    select distinct raw_row_id
    from int_people__validated
    where severity in ('critical', 'error')
),

-- A short form of one name alone is that name; of several it is none of them for certain, and a
-- name that has short forms of its own (John, of Jonathan) is itself.
plain_nicknames as (
    select
        nicknames.nickname,
        min({{ collate_c('nicknames.formal_name') }}) as formal_name
    from nicknames
    left join nicknames as own
        on nicknames.nickname = own.formal_name
    where own.formal_name is null
    group by nicknames.nickname
    having count(*) = 1
),

-- A mailbox of the house says nothing about who reads it.
accepted as (
    select
        int_people__cleaned.raw_row_id,
        int_people__cleaned.brought_person_unique_id,
        int_people__cleaned.linkedin_url,
        case
            when int_people__cleaned.email_kind in ('own', 'free') then int_people__cleaned.email
        end as email,
        case when int_people__cleaned.email_kind = 'own' then int_people__cleaned.email end
            as own_email,
        coalesce(int_people__cleaned.first_name_key, '') as first_name_key,
        coalesce(
            plain_nicknames.formal_name, int_people__cleaned.first_name_key, ''
        ) as formal_name,
        coalesce(int_people__cleaned.last_name_key, '') as last_name_key,
        coalesce(int_people__cleaned.name_suffix, '') as generation,
        coalesce(
            int_people__attached.company_unique_id,
            -- A company that is not in the master is known by its name, in one state.
            case
                when {{ name_key_tells('int_people__cleaned.company_name_key') }}
                    then
                        int_people__cleaned.company_name_key
                        || '|' || int_people__cleaned.state_code
            end
        ) as company
    from int_people__cleaned
    left join rejected
        on int_people__cleaned.raw_row_id = rejected.raw_row_id
    left join int_people__attached
        on int_people__cleaned.raw_row_id = int_people__attached.raw_row_id
    left join plain_nicknames
        on int_people__cleaned.first_name_key = plain_nicknames.nickname
    where rejected.raw_row_id is null
),

stated as (
    select
        raw_row_id,
        'person_unique_id' as key_type,
        brought_person_unique_id as key_value,
        first_name_key,
        formal_name,
        last_name_key,
        generation
    from accepted
    where brought_person_unique_id is not null

    union all

    select
        raw_row_id,
        'linkedin' as key_type,
        linkedin_url as key_value,
        first_name_key,
        formal_name,
        last_name_key,
        generation
    from accepted
    where linkedin_url is not null

    union all

    select
        raw_row_id,
        'email' as key_type,
        email as key_value,
        first_name_key,
        formal_name,
        last_name_key,
        generation
    from accepted
    where email is not null
),

-- One text to join on: of several columns that hang together a planner expects few rows to match.
valued as (
    select
        *,
        key_type || ':' || key_value as stated_value
    from stated
),

-- Whose names stand with one id, page or address.
named as (
    select distinct
        stated_value,
        key_type,
        key_value,
        first_name_key,
        last_name_key,
        generation,
        first_name_key || '|' || last_name_key || '|' || generation as full_name_key
    from valued
),

several_named as (
    select
        stated_value,
        min({{ collate_c('key_type') }}) as key_type,
        count(*) as name_count,
        count(distinct last_name_key) as last_name_count,
        count(distinct nullif(generation, '')) as generation_count
    from named
    group by stated_value
    having count(*) > 1
),

few_named as (
    select named.*
    from named
    inner join several_named
        on named.stated_value = several_named.stated_value
    where several_named.name_count <= {{ var('person_block_limit') }}
),

compared as (
    select
        few_named.stated_value,
        few_named.key_type,
        few_named.first_name_key = fellows.first_name_key
        or int_people__name_pairs.first_name_key is not null as is_same_first,
        -- Initials and first names that were cut off; Paul and Paula are two.
        left(few_named.first_name_key, length(fellows.first_name_key)) = fellows.first_name_key
        and few_named.first_name_key <> fellows.first_name_key || 'a'
        or left(fellows.first_name_key, length(few_named.first_name_key)) = few_named.first_name_key
        and fellows.first_name_key <> few_named.first_name_key || 'a' as is_cut_off,
        few_named.last_name_key = fellows.last_name_key as is_same_last,
        position(few_named.last_name_key in fellows.last_name_key) > 0
        or position(fellows.last_name_key in few_named.last_name_key) > 0 as is_last_within,
        -- A name in the address says that it is not a mailbox that many read.
        length(few_named.last_name_key) > 2
        and position(few_named.last_name_key in split_part(few_named.key_value, '@', 1)) > 0
        or length(fellows.last_name_key) > 2
        and position(fellows.last_name_key in split_part(few_named.key_value, '@', 1)) > 0
        or length(few_named.first_name_key) > 2
        and position(few_named.first_name_key in split_part(few_named.key_value, '@', 1)) > 0
        or length(fellows.first_name_key) > 2
        and position(fellows.first_name_key in split_part(few_named.key_value, '@', 1)) > 0
            as is_named_in_it
    from few_named
    inner join few_named as fellows
        on
            few_named.stated_value = fellows.stated_value
            and few_named.full_name_key < fellows.full_name_key
    left join int_people__name_pairs
        on
            few_named.first_name_key = int_people__name_pairs.first_name_key
            and fellows.first_name_key = int_people__name_pairs.other_first_name_key
),

-- What people with nothing in common have is no key. The last name may differ where the first is
-- the same, as after a wedding; an id is trusted more, and may stand with a name that is written
-- wrong.
strange as (
    select stated_value
    from several_named
    where
        name_count > {{ var('person_block_limit') }}
        or generation_count > 1
        or (key_type <> 'person_unique_id' and last_name_count > 2)

    union

    select stated_value
    from compared
    where
        case
            when key_type = 'person_unique_id'
                then not (is_same_first or is_cut_off or is_same_last)
            when is_same_last then not (is_same_first or is_cut_off)
            when not is_same_first then true
            when key_type = 'email' then not (is_last_within or is_named_in_it)
            else false
        end
),

-- Two of one first name that share a mailbox are told apart by their last names.
first_names as (
    select
        *,
        min({{ collate_c('last_name_key') }}) over (
            partition by stated_value, formal_name, generation
        ) as least_last_name,
        max({{ collate_c('last_name_key') }}) over (
            partition by stated_value, formal_name, generation
        ) as greatest_last_name
    from valued
),

stated_keys as (
    select
        first_names.raw_row_id,
        first_names.key_type,
        first_names.key_value,
        strange.stated_value is not null as is_strange,
        first_names.key_value || '|' || first_names.formal_name
        || '|' || first_names.last_name_key || '|' || first_names.generation as value_and_name,
        first_names.key_value || '|' || first_names.formal_name
        || '|' || case
            when strange.stated_value is null then ''
            when first_names.least_last_name = first_names.greatest_last_name then ''
            else first_names.last_name_key
        end
        || '|' || first_names.generation as value_and_first_name,
        case
            when strange.stated_value is null
                then
                    first_names.key_value || '|' || left(first_names.formal_name, 1)
                    || '|' || first_names.last_name_key
        end as value_and_initial
    from first_names
    left join strange
        on first_names.stated_value = strange.stated_value
),

-- A whole name at a company counts where nothing says that two people have it there.
names as (
    select
        raw_row_id,
        first_name_key || '|' || last_name_key || '|' || company as name_company,
        linkedin_url,
        own_email,
        generation
    from accepted
    where
        length(first_name_key) > 1
        and length(last_name_key) > 1
        and company is not null
),

contested_names as (
    select name_company
    from names
    group by name_company
    having
        count(distinct linkedin_url) > 1
        or count(distinct own_email) > 1
        or count(distinct nullif(generation, '')) > 1
),

keys as (
    -- An id that came with strangers is none; a page or an address of strangers counts together
    -- with the whole name.
    select
        raw_row_id,
        key_type,
        case
            when not is_strange then key_value
            when key_type <> 'person_unique_id' then value_and_name
        end as key_value
    from stated_keys

    union all

    -- By these an id on record is found again: who takes over an address is not who had it.
    select
        raw_row_id,
        key_type || '_name' as key_type,
        value_and_first_name as key_value
    from stated_keys
    where key_type in ('linkedin', 'email')

    union all

    select
        raw_row_id,
        'email_initial' as key_type,
        value_and_initial as key_value
    from stated_keys
    where key_type = 'email'

    union all

    select
        names.raw_row_id,
        'name_company' as key_type,
        names.name_company as key_value
    from names
    left join contested_names
        on names.name_company = contested_names.name_company
    where contested_names.name_company is null
),

keyed as (
    select distinct raw_row_id
    from keys
    where key_value is not null
),

all_keys as (
    select
        raw_row_id,
        key_type,
        key_value
    from keys
    where key_value is not null

    union all

    -- A row that nothing speaks for is a person of its own.
    select
        accepted.raw_row_id,
        'raw_row' as key_type,
        accepted.raw_row_id as key_value
    from accepted
    left join keyed
        on accepted.raw_row_id = keyed.raw_row_id
    where keyed.raw_row_id is null
),

pages as (
    select
        raw_row_id,
        key_value as linkedin
    from all_keys
    where key_type = 'linkedin'
),

final as (
    select
        cast(all_keys.raw_row_id as text) as raw_row_id,
        cast(pages.linkedin as text) as linkedin,
        cast(all_keys.key_type as text) as key_type,
        cast(all_keys.key_value as text) as key_value
    from all_keys
    left join pages
        on all_keys.raw_row_id = pages.raw_row_id
)

select * from final
