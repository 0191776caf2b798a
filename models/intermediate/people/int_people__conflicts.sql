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

int_people__survivors as (
    select * from {{ ref('int_people__survivors') }}
),

int_people__slot_occupants as (
    select * from {{ ref('int_people__slot_occupants') }}
),

int_people__name_pairs as (
    select * from {{ ref('int_people__name_pairs') }}
),

person_conflict_types as (
    select * from {{ ref('person_conflict_types') }}
),

described as (
    select
        int_people__identified.person_unique_id,
        int_people__cleaned.linkedin_url,
        case
            when int_people__cleaned.email_kind in ('own', 'free') then int_people__cleaned.email
        end as email,
        int_people__cleaned.first_name_key,
        int_people__cleaned.last_name_key,
        int_people__attached.company_unique_id
    from int_people__identified
    inner join int_people__cleaned
        on int_people__identified.raw_row_id = int_people__cleaned.raw_row_id
    left join int_people__attached
        on int_people__identified.raw_row_id = int_people__attached.raw_row_id
),

in_common as (
    select distinct
        person_unique_id,
        'same_linkedin' as conflict_type,
        linkedin_url as common_value,
        cast(null as text) as company_unique_id,
        first_name_key,
        last_name_key
    from described
    where linkedin_url is not null

    union all

    select distinct
        person_unique_id,
        'same_email' as conflict_type,
        email as common_value,
        cast(null as text) as company_unique_id,
        first_name_key,
        last_name_key
    from described
    where email is not null

    union all

    select distinct
        person_unique_id,
        'same_name_company' as conflict_type,
        company_unique_id || '|' || last_name_key as common_value,
        company_unique_id,
        first_name_key,
        last_name_key
    from described
    where
        company_unique_id is not null
        and last_name_key is not null
),

blocks as (
    select
        conflict_type,
        common_value
    from in_common
    group by
        conflict_type,
        common_value
    having
        count(distinct person_unique_id) > 1
        and count(*) <= {{ var('person_block_limit') }}
),

blocked as (
    select in_common.*
    from in_common
    inner join blocks
        on
            in_common.conflict_type = blocks.conflict_type
            and in_common.common_value = blocks.common_value
),

compared as (
    select
        blocked.person_unique_id,
        partners.person_unique_id as other_person_unique_id,
        blocked.conflict_type,
        blocked.common_value,
        blocked.company_unique_id,
        coalesce(
            blocked.first_name_key = partners.first_name_key
            or int_people__name_pairs.first_name_key is not null
            or left(blocked.first_name_key, length(partners.first_name_key))
            = partners.first_name_key
            or left(partners.first_name_key, length(blocked.first_name_key))
            = blocked.first_name_key,
            false
        ) as is_like_first,
        coalesce(blocked.last_name_key = partners.last_name_key, false) as is_same_last
    from blocked
    inner join blocked as partners
        on
            blocked.conflict_type = partners.conflict_type
            and blocked.common_value = partners.common_value
            and blocked.person_unique_id < partners.person_unique_id
    left join int_people__name_pairs
        on
            blocked.first_name_key = int_people__name_pairs.first_name_key
            and partners.first_name_key = int_people__name_pairs.other_first_name_key
),

-- Two who read one mailbox and have no name in common are two.
doubted as (
    select distinct
        person_unique_id,
        other_person_unique_id,
        conflict_type,
        common_value,
        company_unique_id
    from compared
    where
        case conflict_type
            when 'same_linkedin' then true
            when 'same_email' then is_like_first or is_same_last
            else is_like_first
        end
),

-- Father and son are no doubt: their names say it.
duplicates as (
    select
        doubted.*,
        survivors.full_name,
        partners.full_name as other_full_name,
        coalesce(survivors.founded_at, survivors.first_seen_at) as arrived_at,
        coalesce(partners.founded_at, partners.first_seen_at) as other_arrived_at,
        survivors.source_row_count,
        partners.source_row_count as other_source_row_count,
        coalesce(doubted.company_unique_id, survivors.company_unique_id) as shown_company,
        person_conflict_types.match_score,
        {{ unordered_pair('doubted.person_unique_id', 'doubted.other_person_unique_id') }}
            as person_pair
    from doubted
    inner join int_people__survivors as survivors
        on doubted.person_unique_id = survivors.person_unique_id
    inner join int_people__survivors as partners
        on doubted.other_person_unique_id = partners.person_unique_id
    inner join person_conflict_types
        on doubted.conflict_type = person_conflict_types.conflict_type
    where
        doubted.conflict_type = 'same_linkedin'
        or coalesce(survivors.name_suffix = partners.name_suffix, true)
),

-- A pair is looked through once, for the best reason there is.
best as (
    select
        *,
        coalesce(
            arrived_at < other_arrived_at
            or arrived_at = other_arrived_at and source_row_count >= other_source_row_count,
            true
        ) as is_older,
        row_number() over (
            partition by person_pair
            order by
                match_score desc,
                {{ collate_c('common_value') }} asc
        ) as place
    from duplicates
),

occupants as (
    select *
    from int_people__slot_occupants
    where challenger_rank = 1
),

conflicts as (
    select
        person_pair,
        case when is_older then person_unique_id else other_person_unique_id end
            as person_unique_id_primary,
        case when is_older then other_person_unique_id else person_unique_id end
            as person_unique_id_duplicate,
        conflict_type,
        match_score,
        shown_company as company_unique_id,
        cast(null as text) as slot_type,
        case when is_older then full_name else other_full_name end
        || ' and ' || case when is_older then other_full_name else full_name end
        || case conflict_type
            when 'same_linkedin' then ' give the page ' || common_value
            when 'same_email' then ' give the address ' || common_value
            else ' are at one company'
        end as evidence
    from best
    where place = 1

    union all

    select
        {{ unordered_pair('occupants.person_unique_id', 'challengers.person_unique_id') }}
            as person_pair,
        occupants.person_unique_id as person_unique_id_primary,
        challengers.person_unique_id as person_unique_id_duplicate,
        person_conflict_types.conflict_type,
        person_conflict_types.match_score,
        challengers.company_unique_id,
        challengers.slot_type,
        survivors.full_name || coalesce(' (' || survivors.title || ')', '')
        || ' is in the slot before '
        || partners.full_name || coalesce(' (' || partners.title || ')', '') as evidence
    from int_people__slot_occupants as challengers
    inner join occupants
        on challengers.company_slot_unique_id = occupants.company_slot_unique_id
    inner join int_people__survivors as survivors
        on occupants.person_unique_id = survivors.person_unique_id
    inner join int_people__survivors as partners
        on challengers.person_unique_id = partners.person_unique_id
    inner join person_conflict_types
        on person_conflict_types.conflict_type = 'slot_collision'
    where challengers.challenger_rank > 1
),

final as (
    select
        cast(md5(person_pair || '|' || conflict_type) as text) as resolution_id,
        cast(person_pair as text) as person_pair,
        cast(person_unique_id_primary as text) as person_unique_id_primary,
        cast(person_unique_id_duplicate as text) as person_unique_id_duplicate,
        cast(conflict_type as text) as conflict_type,
        cast(match_score as numeric(3, 2)) as match_score,
        cast(company_unique_id as text) as company_unique_id,
        cast(slot_type as text) as slot_type,
        cast(evidence as text) as evidence
    from conflicts
)

select * from final
