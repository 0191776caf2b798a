with

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

int_company__identified as (
    select * from {{ ref('int_company__identified') }}
),

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

company_id_registry as (
    select * from {{ ref('company_id_registry') }}
),

-- Every raw row of a company, with the company it is in; NULL of one in quarantine.
company_rows as (
    select
        int_company__cleaned.raw_row_id,
        int_company__cleaned.source_table,
        int_company__cleaned.source_record_id,
        int_company__cleaned.brought_company_unique_id,
        int_company__cleaned.apollo_id,
        int_company__cleaned.company_domain,
        int_company__cleaned.company_name_key,
        int_company__cleaned.state_code,
        int_company__identified.company_unique_id
    from int_company__cleaned
    left join int_company__identified
        on int_company__cleaned.raw_row_id = int_company__identified.raw_row_id
),

current_companies as (
    select distinct company_unique_id
    from int_company__identified
),

replacements as (
    select
        key_value as old_id,
        company_unique_id as new_id
    from company_id_registry
    where
        key_type = 'company_unique_id'
        and key_value <> company_unique_id
),

led_on as (
    {{ ends_of_paths('replacements', 'old_id', 'new_id') }}
),

-- What a source may call a company: the id it has, one that gave way to it, the id of its row in a
-- table where that is no mere number, its id at Apollo. Those of rows in quarantine lead to none.
company_names_of_sources as (
    select
        company_unique_id as brought_company_id,
        1 as preference,
        company_unique_id
    from current_companies

    union

    select
        led_on.old_id as brought_company_id,
        2 as preference,
        current_companies.company_unique_id
    from led_on
    inner join current_companies
        on led_on.new_id = current_companies.company_unique_id

    union

    select
        source_record_id as brought_company_id,
        3 as preference,
        company_unique_id
    from company_rows
    where source_table = 'intake.company_raw_wv'

    union

    select
        brought_company_unique_id as brought_company_id,
        4 as preference,
        company_unique_id
    from company_rows

    union

    select
        apollo_id as brought_company_id,
        3 as preference,
        company_unique_id
    from company_rows
),

preferred as (
    select
        brought_company_id,
        company_unique_id,
        min(preference) over (partition by brought_company_id) as first_preference,
        preference
    from company_names_of_sources
    where
        brought_company_id is not null
        and company_unique_id is not null
),

-- A company that no row of a person names by its own id is found by what its rows say.
domains as (
    select distinct
        int_company__match_keys.key_value as company_domain,
        int_company__identified.company_unique_id
    from int_company__match_keys
    inner join int_company__identified
        on int_company__match_keys.raw_row_id = int_company__identified.raw_row_id
    where int_company__match_keys.key_type = 'domain'
),

name_states as (
    select distinct
        company_name_key || '|' || state_code as name_state,
        company_unique_id
    from company_rows
    where
        company_unique_id is not null
        and {{ name_key_tells('company_name_key') }}
),

evidence as (
    select
        raw_row_id,
        1 as preference,
        'company_unique_id' as attached_by,
        brought_company_id as evidence
    from int_people__cleaned
    where brought_company_id is not null

    union all

    select
        raw_row_id,
        2 as preference,
        'company_unique_id' as attached_by,
        apollo_account_id as evidence
    from int_people__cleaned
    where apollo_account_id is not null

    union all

    select
        raw_row_id,
        3 as preference,
        'website_domain' as attached_by,
        website_host as evidence
    from int_people__cleaned
    where website_host is not null

    union all

    select
        raw_row_id,
        4 as preference,
        'email_domain' as attached_by,
        email_domain as evidence
    from int_people__cleaned
    where
        email_domain is not null
        and email_kind <> 'free'

    union all

    -- A name alone says nothing: the same name in another state is another company.
    select
        raw_row_id,
        5 as preference,
        'name_state' as attached_by,
        company_name_key || '|' || coalesce(company_state_code, state_code) as evidence
    from int_people__cleaned
    where
        coalesce(company_state_code, state_code) is not null
        and {{ name_key_tells('company_name_key') }}
),

leads as (
    select
        brought_company_id as evidence,
        'company_unique_id' as attached_by,
        company_unique_id
    from preferred
    where preference = first_preference

    union

    select
        company_domain as evidence,
        'website_domain' as attached_by,
        company_unique_id
    from domains

    union

    select
        company_domain as evidence,
        'email_domain' as attached_by,
        company_unique_id
    from domains

    union

    select
        name_state as evidence,
        'name_state' as attached_by,
        company_unique_id
    from name_states
),

candidates as (
    select
        evidence.raw_row_id,
        evidence.preference,
        evidence.attached_by,
        leads.company_unique_id,
        int_people__cleaned.company_name_key,
        coalesce(int_people__cleaned.company_state_code, int_people__cleaned.state_code)
            as state_code
    from evidence
    inner join leads
        on
            evidence.attached_by = leads.attached_by
            and evidence.evidence = leads.evidence
    inner join int_people__cleaned
        on evidence.raw_row_id = int_people__cleaned.raw_row_id
),

company_names as (
    select distinct
        company_unique_id,
        company_name_key
    from company_rows
    where company_unique_id is not null
),

company_states as (
    select distinct
        company_unique_id,
        state_code
    from company_rows
    where
        company_unique_id is not null
        and state_code is not null
),

-- Each pair of a name and a company is compared once, whoever brings it.
named_pairs as (
    select distinct
        company_name_key,
        company_unique_id
    from candidates
    where company_name_key is not null
),

compared as (
    select
        pairs.company_name_key,
        pairs.company_unique_id,
        company_names.company_name_key as own_name_key,
        (
            position(
                ' ' || pairs.company_name_key || ' ' in ' ' || company_names.company_name_key || ' '
            ) > 0
            or position(
                ' ' || company_names.company_name_key || ' ' in ' ' || pairs.company_name_key || ' '
            ) > 0
            or replace(pairs.company_name_key, ' ', '')
            = replace(company_names.company_name_key, ' ', '')
        ) as is_alike,
        pairs.company_name_key = company_names.company_name_key as is_same
    from named_pairs as pairs
    inner join company_names
        on pairs.company_unique_id = company_names.company_unique_id
),

alike as (
    select
        company_name_key,
        company_unique_id,
        max(case when is_alike then 1 else 0 end) as is_alike,
        max(case when is_same then 1 else 0 end) as is_same
    from compared
    group by company_name_key, company_unique_id
),

-- Slips of the pen leave most groups of three letters as they are.
cut as (
    select
        compared.company_name_key,
        compared.company_unique_id,
        {{ trigrams('compared.company_name_key') }} as trigrams,
        {{ trigrams('compared.own_name_key') }} as own_trigrams
    from compared
    inner join alike
        on
            compared.company_name_key = alike.company_name_key
            and compared.company_unique_id = alike.company_unique_id
    where alike.is_alike = 0
),

counted as (
    select
        company_name_key,
        company_unique_id,
        {{ array_overlap_count('trigrams', 'own_trigrams') }} as shared_count,
        {{ array_length('trigrams') }} + {{ array_length('own_trigrams') }} as trigram_count
    from cut
),

named as (
    select
        company_name_key,
        company_unique_id,
        1 + is_same as likeness
    from alike
    where is_alike = 1

    union

    select
        company_name_key,
        company_unique_id,
        1 as likeness
    from counted
    where
        shared_count
        >= {{ var('person_company_name_similarity') }} * (trigram_count - shared_count)
),

judged as (
    select
        candidates.raw_row_id,
        candidates.preference,
        candidates.attached_by,
        candidates.company_unique_id,
        candidates.company_name_key is not null and named.company_unique_id is null
            as is_name_mismatch,
        coalesce(named.likeness, 0) as likeness,
        case when company_states.company_unique_id is not null then 1 else 0 end as is_in_state,
        count(*) over (partition by candidates.raw_row_id, candidates.preference)
            as company_count
    from candidates
    left join named
        on
            candidates.company_name_key = named.company_name_key
            and candidates.company_unique_id = named.company_unique_id
    left join company_states
        on
            candidates.company_unique_id = company_states.company_unique_id
            and candidates.state_code = company_states.state_code
),

-- Of several companies that share an id, a domain or a name the one is meant that goes by the row's
-- name; of those that go by it, or if the row has none, the one in its state. The state does not
-- outweigh another name.
compared_companies as (
    select
        *,
        rank() over (
            partition by raw_row_id, preference
            order by likeness desc nulls last, is_in_state desc nulls last
        ) as likeness_rank
    from judged
),

meant as (
    select
        *,
        count(*) over (partition by raw_row_id, preference) as meant_count
    from compared_companies
    where likeness_rank = 1
),

chosen as (
    select
        raw_row_id,
        attached_by,
        company_unique_id,
        is_name_mismatch,
        row_number() over (
            partition by raw_row_id order by preference, {{ collate_c('company_unique_id') }}
        ) as place
    from meant
    where
        company_count = 1
        or (meant_count = 1 and not is_name_mismatch)
),

doubtful as (
    select distinct raw_row_id
    from judged
    where company_count > 1
),

quarantined_companies as (
    select distinct
        source_record_id as evidence,
        'company_unique_id' as attached_by
    from company_rows
    where
        company_unique_id is null
        and source_table = 'intake.company_raw_wv'

    union

    select
        brought_company_unique_id as evidence,
        'company_unique_id' as attached_by
    from company_rows
    where company_unique_id is null

    union

    select
        apollo_id as evidence,
        'company_unique_id' as attached_by
    from company_rows
    where company_unique_id is null

    union

    select
        company_domain as evidence,
        'website_domain' as attached_by
    from company_rows
    where company_unique_id is null

    union

    select
        company_domain as evidence,
        'email_domain' as attached_by
    from company_rows
    where company_unique_id is null

    union

    select
        company_name_key || '|' || state_code as evidence,
        'name_state' as attached_by
    from company_rows
    where company_unique_id is null
),

quarantined as (
    select distinct evidence.raw_row_id
    from evidence
    inner join quarantined_companies
        on
            evidence.attached_by = quarantined_companies.attached_by
            and evidence.evidence = quarantined_companies.evidence
),

with_evidence as (
    select distinct raw_row_id
    from evidence
),

final as (
    select
        cast(int_people__cleaned.raw_row_id as text) as raw_row_id,
        cast(chosen.company_unique_id as text) as company_unique_id,
        cast(chosen.attached_by as text) as attached_by,
        cast(
            case
                when chosen.company_unique_id is not null then null
                when doubtful.raw_row_id is not null then 'several_companies'
                when quarantined.raw_row_id is not null then 'company_quarantined'
                when with_evidence.raw_row_id is not null then 'not_in_master'
                else 'no_evidence'
            end as text
        ) as attachment_problem,
        cast(coalesce(chosen.is_name_mismatch, false) as boolean) as is_name_mismatch
    from int_people__cleaned
    left join chosen
        on
            int_people__cleaned.raw_row_id = chosen.raw_row_id
            and chosen.place = 1
    left join doubtful
        on int_people__cleaned.raw_row_id = doubtful.raw_row_id
    left join quarantined
        on int_people__cleaned.raw_row_id = quarantined.raw_row_id
    left join with_evidence
        on int_people__cleaned.raw_row_id = with_evidence.raw_row_id
)

select * from final
