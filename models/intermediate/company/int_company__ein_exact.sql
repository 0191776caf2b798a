with

int_company__ein_names as (
    select * from {{ ref('int_company__ein_names') }}
),

int_dol__sponsor_names as (
    select * from {{ ref('int_dol__sponsor_names') }}
),

found as (
    select
        int_company__ein_names.company_unique_id,
        int_company__ein_names.name_kind as company_name_kind,
        int_dol__sponsor_names.*,
        {{ legal_form_differs(
            'int_company__ein_names.legal_form', 'int_dol__sponsor_names.legal_forms'
        ) }} as legal_form_differs,
        coalesce(
            int_company__ein_names.city_key = int_dol__sponsor_names.city_key, false
        ) as is_same_city
    from int_company__ein_names
    inner join int_dol__sponsor_names
        on
            int_company__ein_names.name_key = int_dol__sponsor_names.name_key
            and int_company__ein_names.address_state = int_dol__sponsor_names.sponsor_state
),

-- A trade name is shared by everybody who has the franchise: in another city it says nothing, and
-- nothing when it is one on both sides.
ranked as (
    select
        *,
        row_number() over (
            partition by company_unique_id, sponsor_dfe_ein
            order by
                case when is_same_city then 1 else 2 end asc,
                case when legal_form_differs then 2 else 1 end asc,
                name_kind desc,
                last_received_date desc nulls last,
                {{ collate_c('city_key') }} asc nulls last,
                {{ collate_c('name_key') }} asc
        ) as name_rank
    from found
    where
        (is_same_city or (name_kind = 'sponsor' and company_name_kind = 'own'))
        and (name_kind = 'sponsor' or company_name_kind = 'own')
),

final as (
    select
        cast(company_unique_id as text) as company_unique_id,
        cast(sponsor_dfe_ein as text) as ein,
        cast(
            case
                when is_same_city then 'exact_name_state_city' else 'exact_name_state'
            end as text
        ) as method,
        cast(legal_form_differs as boolean) as legal_form_differs,
        cast(sponsor_name as text) as matched_sponsor_name,
        cast(name_kind as text) as matched_name_kind
    from ranked
    where name_rank = 1
)

select * from final
