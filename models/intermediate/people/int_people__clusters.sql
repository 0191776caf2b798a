with

int_people__clustered as (
    select * from {{ ref('int_people__clustered') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_people__match_keys as (
    select * from {{ ref('int_people__match_keys') }}
),

own_keys as (
    select
        raw_row_id,
        max(case when key_type = 'linkedin' then {{ collate_c('key_value') }} end) as linkedin,
        max(case when key_type = 'email' then {{ collate_c('key_value') }} end) as email,
        max(case when key_type = 'name_company' then {{ collate_c('key_value') }} end)
            as name_company
    from int_people__match_keys
    group by raw_row_id
),

arrived as (
    select
        int_people__clustered.cluster_id,
        int_people__clustered.raw_row_id,
        int_people__cleaned.name_suffix,
        int_people__cleaned.created_at,
        int_people__cleaned.source_file,
        own_keys.linkedin,
        own_keys.email,
        own_keys.name_company,
        row_number() over (
            partition by int_people__clustered.cluster_id
            order by
                int_people__cleaned.created_at asc nulls last,
                {{ collate_c('int_people__cleaned.source_file') }} asc,
                int_people__cleaned.raw_row_id asc
        ) as arrival
    from int_people__clustered
    inner join int_people__cleaned
        on int_people__clustered.raw_row_id = int_people__cleaned.raw_row_id
    inner join own_keys
        on int_people__clustered.raw_row_id = own_keys.raw_row_id
),

pages as (
    select
        cluster_id,
        min({{ collate_c('linkedin') }}) as linkedin,
        min({{ collate_c('name_suffix') }}) as name_suffix
    from arrived
    group by cluster_id
),

cluster_keys as (
    select distinct
        int_people__clustered.cluster_id,
        int_people__match_keys.key_type || ':' || int_people__match_keys.key_value as match_key
    from int_people__clustered
    inner join int_people__match_keys
        on int_people__clustered.raw_row_id = int_people__match_keys.raw_row_id

    union all

    -- Father and son can have all their keys in common.
    select
        cluster_id,
        'generation:' || name_suffix as match_key
    from pages
    where name_suffix is not null
),

signatures as (
    select
        cluster_id,
        md5({{ joined(sorted_array_agg('match_key'), 'chr(31)') }}) as signature
    from cluster_keys
    group by cluster_id
),

based as (
    select
        arrived.*,
        signatures.signature,
        pages.linkedin as own_linkedin,
        coalesce(pages.linkedin, arrived.email, arrived.name_company, arrived.raw_row_id)
            as founding_base
    from arrived
    inner join signatures
        on arrived.cluster_id = signatures.cluster_id
    inner join pages
        on arrived.cluster_id = pages.cluster_id
    where arrived.arrival = 1
),

-- The page or address of one who came first makes one id.
founded as (
    select
        *,
        row_number() over (
            partition by founding_base
            order by
                created_at asc nulls last,
                {{ collate_c('source_file') }} asc,
                raw_row_id asc
        ) as claim
    from based
),

final as (
    select
        cast(cluster_id as text) as cluster_id,
        cast(signature as text) as signature,
        cast(own_linkedin as text) as linkedin,
        cast(
            case when claim = 1 then founding_base else founding_base || '|' || raw_row_id end
            as text
        ) as founding_key,
        cast(created_at as timestamp) as founded_at,
        -- No text of a time is greater than a word, and no sign in a file's name less than the one
        -- between the parts: in the order of its bytes this is the order of arrival.
        cast(
            concat_ws(
                chr(31), coalesce(cast(created_at as text), 'undated'), source_file, raw_row_id
            ) as text
        ) as founding_order
    from founded
)

select * from final
