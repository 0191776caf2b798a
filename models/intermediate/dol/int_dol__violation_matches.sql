{%- set gap = var('ein_score_gap') -%}

with

promoted as (
    {{ promoted_rows('dol', 'violations') }}
),

int_dol__cases as (
    select * from {{ ref('int_dol__cases') }}
),

int_dol__sponsor_names as (
    select * from {{ ref('int_dol__sponsor_names') }}
),

int_dol__sponsor_moves as (
    select * from {{ ref('int_dol__sponsor_moves') }}
),

int_company__ein_names as (
    select * from {{ ref('int_company__ein_names') }}
),

int_company__ein_decided as (
    select * from {{ ref('int_company__ein_decided') }}
),

company_id_registry as (
    select * from {{ ref('company_id_registry') }}
),

ein_methods as (
    select * from {{ ref('ein_methods') }}
),

us_states as (
    select * from {{ ref('us_states') }}
),

state_names as (
    select
        upper(state_code) as state_key,
        state_code
    from us_states

    union

    select
        upper(state_name) as state_key,
        state_code
    from us_states
),

cities as (
    select
        employer_city,
        {{ city_key('employer_city') }} as city_key
    from (select distinct employer_city from promoted) as distinct_cities
),

violations as (
    select
        promoted.raw_row_id,
        promoted.ein,
        promoted.company_unique_id,
        promoted.employer_name,
        promoted.employer_trade_name,
        state_names.state_code,
        cities.city_key
    from promoted
    left join state_names
        on upper(promoted.employer_state) = state_names.state_key
    left join cities
        on promoted.employer_city = cities.employer_city

    union all

    select
        raw_row_id,
        ein,
        cast(null as text) as company_unique_id,
        cast(null as text) as employer_name,
        cast(null as text) as employer_trade_name,
        cast(null as text) as state_code,
        cast(null as text) as city_key
    from int_dol__cases
),

-- Every EIN that leads to a company: its own before one that its plans came from or went to.
company_eins as (
    select
        ein,
        company_unique_id,
        row_number() over (
            partition by ein order by closeness asc, {{ collate_c('company_unique_id') }} asc
        ) as ein_rank
    from (
        select
            ein,
            company_unique_id,
            1 as closeness
        from int_company__ein_decided
        where ein is not null

        union all

        select
            current_ein as ein,
            company_unique_id,
            2 as closeness
        from int_company__ein_decided
        where current_ein is not null

        union all

        select
            former_ein as ein,
            company_unique_id,
            3 as closeness
        from int_company__ein_decided
        where
            ein is not null
            and former_ein is not null
    ) as all_eins
),

company_of_ein as (
    select
        ein,
        company_unique_id
    from company_eins
    where ein_rank = 1
),

-- Ids that gave way lead to the one in use.
company_of_id as (
    select
        company_id_registry.key_value as brought_id,
        company_id_registry.company_unique_id,
        row_number() over (
            partition by company_id_registry.key_value
            order by company_id_registry.revision desc
        ) as recency
    from company_id_registry
    inner join int_company__ein_decided
        on company_id_registry.company_unique_id = int_company__ein_decided.company_unique_id
    where company_id_registry.key_type = 'company_unique_id'
),

brought_ids as (
    select
        violations.raw_row_id,
        coalesce(
            int_company__ein_decided.company_unique_id, company_of_id.company_unique_id
        ) as company_unique_id
    from violations
    left join int_company__ein_decided
        on violations.company_unique_id = int_company__ein_decided.company_unique_id
    left join company_of_id
        on
            violations.company_unique_id = company_of_id.brought_id
            and company_of_id.recency = 1
    where
        int_company__ein_decided.company_unique_id is not null
        or company_of_id.company_unique_id is not null
),

open_violations as (
    select violations.*
    from violations
    left join brought_ids
        on violations.raw_row_id = brought_ids.raw_row_id
    where
        brought_ids.raw_row_id is null
        and violations.ein is null
),

texts as (
    select employer_name as name_text
    from open_violations

    union

    select employer_trade_name as name_text
    from open_violations
),

name_keys as (
    {{ names_written_in('texts', 'name_text') }}
),

names as (
    select
        open_violations.raw_row_id,
        open_violations.state_code,
        open_violations.city_key,
        name_keys.name_key,
        name_keys.legal_form,
        case when name_keys.name_number = 1 then 'own' else 'dba' end as name_kind
    from open_violations
    inner join name_keys
        on open_violations.employer_name = name_keys.name_text
    where name_keys.name_key is not null

    union all

    select
        open_violations.raw_row_id,
        open_violations.state_code,
        open_violations.city_key,
        name_keys.name_key,
        name_keys.legal_form,
        'dba' as name_kind
    from open_violations
    inner join name_keys
        on open_violations.employer_trade_name = name_keys.name_text
    where name_keys.name_key is not null
),

-- As sponsors are found for companies (int_company__ein_exact).
found as (
    select
        names.raw_row_id,
        int_company__ein_names.company_unique_id,
        int_company__ein_decided.ein,
        int_company__ein_decided.company_name as matched_name,
        names.name_kind,
        int_company__ein_names.name_kind as matched_name_kind,
        coalesce(names.city_key = int_company__ein_names.city_key, false) as is_same_city,
        {{ legal_form_differs('names.legal_form', 'int_company__ein_names.legal_form') }}
            as legal_form_differs
    from names
    inner join int_company__ein_names
        on
            names.name_key = int_company__ein_names.name_key
            and names.state_code = int_company__ein_names.address_state
    inner join int_company__ein_decided
        on int_company__ein_names.company_unique_id = int_company__ein_decided.company_unique_id

    union all

    select
        names.raw_row_id,
        company_of_ein.company_unique_id,
        coalesce(int_dol__sponsor_moves.ein, int_dol__sponsor_names.sponsor_dfe_ein) as ein,
        int_dol__sponsor_names.sponsor_name as matched_name,
        names.name_kind,
        case int_dol__sponsor_names.name_kind when 'sponsor' then 'own' else 'dba' end
            as matched_name_kind,
        coalesce(names.city_key = int_dol__sponsor_names.city_key, false) as is_same_city,
        {{ legal_form_differs('names.legal_form', 'int_dol__sponsor_names.legal_forms') }}
            as legal_form_differs
    from names
    inner join int_dol__sponsor_names
        on
            names.name_key = int_dol__sponsor_names.name_key
            and names.state_code = int_dol__sponsor_names.sponsor_state
    left join int_dol__sponsor_moves
        on int_dol__sponsor_names.sponsor_dfe_ein = int_dol__sponsor_moves.former_ein
    left join company_of_ein
        on
            coalesce(int_dol__sponsor_moves.ein, int_dol__sponsor_names.sponsor_dfe_ein)
            = company_of_ein.ein
),

scored as (
    select
        found.*,
        coalesce('company:' || found.company_unique_id, 'ein:' || found.ein) as employer,
        ein_methods.method,
        cast(
            ein_methods.score
            - case when found.legal_form_differs then {{ var('ein_legal_form_penalty') }} else 0 end
            as numeric(5, 4)
        ) as score
    from found
    inner join ein_methods
        on
            ein_methods.method
            = case when found.is_same_city then 'exact_name_state_city' else 'exact_name_state' end
    where
        (found.is_same_city or (found.name_kind = 'own' and found.matched_name_kind = 'own'))
        and (found.name_kind = 'own' or found.matched_name_kind = 'own')
),

-- A company and the filings of its EIN are one employer, found twice.
employers as (
    select
        *,
        row_number() over (
            partition by raw_row_id, employer
            order by
                score desc,
                {{ collate_c('matched_name') }} asc nulls last,
                {{ collate_c('ein') }} asc nulls last
        ) as name_rank
    from scored
),

ranked as (
    select
        *,
        row_number() over (
            partition by raw_row_id order by score desc, {{ collate_c('employer') }} asc
        ) as employer_rank,
        lead(score) over (
            partition by raw_row_id order by score desc, {{ collate_c('employer') }} asc
        ) as next_score,
        count(*) over (partition by raw_row_id) as candidate_count
    from employers
    where name_rank = 1
),

best as (
    select
        *,
        coalesce(score - next_score >= {{ gap }}, true) as is_ahead
    from ranked
    where employer_rank = 1
),

judged as (
    select
        violations.raw_row_id,
        violations.city_key,
        violations.state_code,
        violations.ein as brought_ein,
        coalesce(violations.employer_name, violations.employer_trade_name) is not null as has_name,
        brought_ids.company_unique_id as brought_company_id,
        company_of_ein.company_unique_id as company_of_ein,
        best.company_unique_id as best_company_id,
        best.ein as best_ein,
        best.method as best_method,
        best.score as best_score,
        best.score - best.next_score as runner_up_gap,
        best.matched_name,
        best.legal_form_differs,
        best.is_ahead,
        coalesce(best.candidate_count, 0) as candidate_count,
        case
            when company_of_ein.ein is not null then 'ein'
            when brought_ids.raw_row_id is not null then 'company_unique_id'
            when violations.ein is not null then 'ein'
            when best.is_ahead then best.method
        end as method
    from violations
    left join brought_ids
        on violations.raw_row_id = brought_ids.raw_row_id
    left join company_of_ein
        on violations.ein = company_of_ein.ein
    left join best
        on violations.raw_row_id = best.raw_row_id
),

final as (
    select
        cast(raw_row_id as text) as raw_row_id,
        cast(
            case
                when method is not null then 'matched'
                when candidate_count > 0 then 'ambiguous'
                else 'not_found'
            end as text
        ) as match_status,
        cast(method as text) as match_method,
        cast(
            case when method in ('company_unique_id', 'ein') then 1 else best_score end
            as numeric(5, 4)
        ) as match_score,
        cast(runner_up_gap as numeric(5, 4)) as runner_up_gap,
        cast(
            case
                when legal_form_differs and method not in ('company_unique_id', 'ein')
                    then 'legal_form_differs'
            end as text
        ) as match_doubt,
        cast(
            coalesce(
                company_of_ein,
                brought_company_id,
                case when is_ahead then best_company_id end
            ) as text
        ) as company_unique_id,
        cast(coalesce(brought_ein, case when is_ahead then best_ein end) as text) as employer_ein,
        cast(best_company_id as text) as best_company_unique_id,
        cast(best_ein as text) as best_ein,
        cast(matched_name as text) as matched_name,
        cast(candidate_count as integer) as candidate_count,
        cast(has_name as boolean) as has_name,
        cast(city_key is not null and state_code is not null as boolean) as has_place
    from judged
)

select * from final
