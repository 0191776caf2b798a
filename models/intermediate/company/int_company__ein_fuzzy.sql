with

int_company__ein_pairs as (
    select * from {{ ref('int_company__ein_pairs') }}
),

int_company__ein_names as (
    select * from {{ ref('int_company__ein_names') }}
),

int_dol__sponsor_names as (
    select * from {{ ref('int_dol__sponsor_names') }}
),

ordered as (
    select
        *,
        case when length(word) >= length(sponsor_word) then word else sponsor_word end as longer,
        case when length(word) >= length(sponsor_word) then sponsor_word else word end as shorter
    from int_company__ein_pairs
    where word is not null
),

-- EFAST takes seventy characters of a name.
letters as (
    select {{ rows_of(range(2, 71)) }} as letter
),

-- One slip of the pen. How alike two names are as a whole says too little: dental and rental, or
-- one invented syllable for another, hardly show in a long name and yet are another employer.
slips as (
    select distinct
        ordered.name_key,
        ordered.state,
        ordered.city_key,
        ordered.sponsor_name_key
    from ordered
    inner join letters
        on
            letters.letter <= length(ordered.longer)
            and left(ordered.longer, letters.letter - 1)
            = left(ordered.shorter, letters.letter - 1)
    where
        -- One letter too many.
        (
            length(ordered.longer) = length(ordered.shorter) + 1
            and substr(ordered.longer, letters.letter + 1)
            = substr(ordered.shorter, letters.letter)
        )
        -- One letter for another.
        or (
            length(ordered.longer) = length(ordered.shorter)
            and substr(ordered.longer, letters.letter + 1)
            = substr(ordered.shorter, letters.letter + 1)
        )
        -- Two letters in the wrong order.
        or (
            length(ordered.longer) = length(ordered.shorter)
            and substr(ordered.longer, letters.letter, 1)
            = substr(ordered.shorter, letters.letter + 1, 1)
            and substr(ordered.longer, letters.letter + 1, 1)
            = substr(ordered.shorter, letters.letter, 1)
            and substr(ordered.longer, letters.letter + 2)
            = substr(ordered.shorter, letters.letter + 2)
        )
),

alike as (
    select
        name_key,
        state,
        city_key,
        sponsor_name_key
    from slips

    union

    select
        name_key,
        state,
        city_key,
        sponsor_name_key
    from int_company__ein_pairs
    where word is null
),

cut as (
    select
        *,
        {{ trigrams('name_key') }} as trigrams,
        {{ trigrams('sponsor_name_key') }} as sponsor_trigrams
    from alike
),

counted as (
    select
        *,
        {{ array_overlap_count('trigrams', 'sponsor_trigrams') }} as shared_count,
        {{ array_length('trigrams') }} as trigram_count,
        {{ array_length('sponsor_trigrams') }} as sponsor_trigram_count
    from cut
),

-- Four decimals, cut rather than rounded: a floor is either reached or not, on every engine.
scored as (
    select
        *,
        cast(
            floor(
                cast(10000 * shared_count as double precision)
                / (trigram_count + sponsor_trigram_count - shared_count)
            ) as integer
        )
        * 0.0001 as similarity
    from counted
),

found as (
    select
        int_company__ein_names.company_unique_id,
        int_dol__sponsor_names.sponsor_dfe_ein,
        int_dol__sponsor_names.sponsor_name,
        int_dol__sponsor_names.name_kind,
        scored.similarity,
        {{ legal_form_differs(
            'int_company__ein_names.legal_form', 'int_dol__sponsor_names.legal_forms'
        ) }} as legal_form_differs,
        row_number() over (
            partition by
                int_company__ein_names.company_unique_id,
                int_dol__sponsor_names.sponsor_dfe_ein
            order by
                scored.similarity desc,
                int_dol__sponsor_names.name_kind desc,
                {{ collate_c('scored.sponsor_name_key') }} asc,
                {{ collate_c('scored.name_key') }} asc
        ) as name_rank
    from scored
    inner join int_company__ein_names
        on
            scored.name_key = int_company__ein_names.name_key
            and scored.state = int_company__ein_names.address_state
            and scored.city_key = int_company__ein_names.city_key
    inner join int_dol__sponsor_names
        on
            scored.sponsor_name_key = int_dol__sponsor_names.name_key
            and scored.state = int_dol__sponsor_names.sponsor_state
            and scored.city_key = int_dol__sponsor_names.city_key
    where
        scored.similarity >= {{ var('ein_similarity_floor') }}
        and (
            int_dol__sponsor_names.name_kind = 'sponsor'
            or int_company__ein_names.name_kind = 'own'
        )
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(sponsor_dfe_ein as text) as ein,
        cast('fuzzy_state_city' as text) as method,
        cast(similarity as numeric(5, 4)) as similarity,
        cast(legal_form_differs as boolean) as legal_form_differs,
        cast(sponsor_name as text) as matched_sponsor_name,
        cast(name_kind as text) as matched_name_kind
    from found
    where name_rank = 1
)

select * from final
