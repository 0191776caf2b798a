with

int_company__ein_keys as (
    select * from {{ ref('int_company__ein_keys') }}
),

int_company__ein_exact as (
    select * from {{ ref('int_company__ein_exact') }}
),

int_company__ein_fuzzy as (
    select * from {{ ref('int_company__ein_fuzzy') }}
),

int_dol__sponsor_names as (
    select * from {{ ref('int_dol__sponsor_names') }}
),

int_dol__sponsor_moves as (
    select * from {{ ref('int_dol__sponsor_moves') }}
),

ein_methods as (
    select * from {{ ref('ein_methods') }}
),

-- What the filings alone say; a company's EINs come from one of the two, never from both.
filed as (
    select
        company_unique_id,
        ein,
        method,
        cast(1 as numeric(5, 4)) as similarity,
        legal_form_differs,
        matched_sponsor_name,
        matched_name_kind
    from int_company__ein_exact

    union all

    select
        company_unique_id,
        ein,
        method,
        similarity,
        legal_form_differs,
        matched_sponsor_name,
        matched_name_kind
    from int_company__ein_fuzzy
),

-- A name that is the same but for the legal form may be another employer's.
filed_scores as (
    select
        filed.*,
        cast(
            case
                when ein_methods.is_scaled then ein_methods.score * filed.similarity
                else ein_methods.score
            end
            - case
                when filed.legal_form_differs then {{ var('ein_legal_form_penalty') }}
                else 0
            end as numeric(5, 4)
        ) as score
    from filed
    inner join ein_methods
        on filed.method = ein_methods.method
),

-- An EIN whose plans have all gone over to another leads there.
led as (
    select
        filed_scores.*,
        int_dol__sponsor_moves.former_ein,
        coalesce(int_dol__sponsor_moves.ein, filed_scores.ein) as current_ein
    from filed_scores
    left join int_dol__sponsor_moves
        on filed_scores.ein = int_dol__sponsor_moves.former_ein
),

led_ranked as (
    select
        *,
        row_number() over (
            partition by company_unique_id, current_ein
            order by
                score desc,
                case when former_ein is null then 1 else 2 end asc,
                {{ collate_c('former_ein') }} asc nulls last
        ) as lead_rank
    from led
),

filed_candidates as (
    select *
    from led_ranked
    where lead_rank = 1
),

stored as (
    select
        int_company__ein_keys.company_unique_id,
        int_company__ein_keys.stored_ein as ein,
        coalesce(int_dol__sponsor_moves.ein, int_company__ein_keys.stored_ein) as current_ein,
        ein_methods.method,
        ein_methods.score
    from int_company__ein_keys
    inner join ein_methods
        on ein_methods.method = 'stored'
    left join int_dol__sponsor_moves
        on int_company__ein_keys.stored_ein = int_dol__sponsor_moves.former_ein
    where int_company__ein_keys.stored_ein is not null
),

united as (
    select
        coalesce(
            stored.company_unique_id, filed_candidates.company_unique_id
        ) as company_unique_id,
        coalesce(stored.ein, filed_candidates.current_ein) as ein,
        coalesce(stored.current_ein, filed_candidates.current_ein) as current_ein,
        coalesce(stored.method, filed_candidates.method) as method,
        coalesce(stored.score, filed_candidates.score) as score,
        filed_candidates.method as filed_method,
        filed_candidates.score as filed_score,
        filed_candidates.former_ein,
        filed_candidates.legal_form_differs,
        filed_candidates.matched_sponsor_name,
        filed_candidates.matched_name_kind
    from stored
    full outer join filed_candidates
        on
            stored.company_unique_id = filed_candidates.company_unique_id
            and stored.current_ein = filed_candidates.current_ein
),

candidate_eins as (
    select distinct current_ein
    from united
),

filer_names as (
    select
        int_dol__sponsor_names.sponsor_dfe_ein,
        int_dol__sponsor_names.last_received_date,
        int_dol__sponsor_names.sponsor_name,
        row_number() over (
            partition by int_dol__sponsor_names.sponsor_dfe_ein
            order by
                int_dol__sponsor_names.last_received_date desc nulls last,
                {{ collate_c('int_dol__sponsor_names.sponsor_name') }} asc
        ) as name_rank
    from int_dol__sponsor_names
    inner join candidate_eins
        on int_dol__sponsor_names.sponsor_dfe_ein = candidate_eins.current_ein
),

-- Under which name an EIN filed last, for those that no name led to.
filers as (
    select
        sponsor_dfe_ein,
        last_received_date,
        sponsor_name
    from filer_names
    where name_rank = 1
),

ranked as (
    select
        united.*,
        filers.sponsor_name,
        filers.last_received_date,
        filers.sponsor_dfe_ein is not null as has_filing,
        row_number() over (
            partition by united.company_unique_id
            order by united.score desc, {{ collate_c('united.ein') }} asc
        ) as candidate_rank,
        lead(united.score) over (
            partition by united.company_unique_id
            order by united.score desc, {{ collate_c('united.ein') }} asc
        ) as next_score,
        row_number() over (
            partition by united.company_unique_id
            order by united.filed_score desc nulls last, {{ collate_c('united.ein') }} asc
        ) as filed_rank,
        lead(united.filed_score) over (
            partition by united.company_unique_id
            order by united.filed_score desc nulls last, {{ collate_c('united.ein') }} asc
        ) as next_filed_score
    from united
    left join filers
        on united.current_ein = filers.sponsor_dfe_ein
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(ein as text) as ein,
        cast(current_ein as text) as current_ein,
        cast(case when method <> 'stored' then former_ein end as text) as former_ein,
        cast(method as text) as method,
        cast(score as numeric(5, 4)) as score,
        cast(candidate_rank as integer) as candidate_rank,
        cast(score - next_score as numeric(5, 4)) as runner_up_gap,
        cast(filed_method as text) as filed_method,
        cast(filed_score as numeric(5, 4)) as filed_score,
        cast(case when filed_method is not null then filed_rank end as integer) as filed_rank,
        cast(filed_score - next_filed_score as numeric(5, 4)) as filed_gap,
        cast(
            case
                when method <> 'stored' and legal_form_differs then 'legal_form_differs'
            end as text
        ) as doubt,
        cast(coalesce(matched_sponsor_name, sponsor_name) as text) as matched_sponsor_name,
        cast(matched_name_kind as text) as matched_name_kind,
        cast(has_filing as boolean) as has_filing,
        cast(last_received_date as date) as last_received_date
    from ranked
)

select * from final
