with

int_company__identified as (
    select * from {{ ref('int_company__identified') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

company_id_registry as (
    select * from {{ ref('company_id_registry') }}
),

in_use as (
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

retired as (
    {{ ends_of_paths('replacements', 'old_id', 'new_id') }}
),

-- What a source calls a company by, such as an id of Clay's.
brought as (
    select
        int_company__cleaned.brought_company_unique_id as brought_id,
        min({{ collate_c('int_company__identified.company_unique_id') }}) as company_unique_id
    from int_company__identified
    inner join int_company__cleaned
        on int_company__identified.raw_row_id = int_company__cleaned.raw_row_id
    where int_company__cleaned.brought_company_unique_id is not null
    group by int_company__cleaned.brought_company_unique_id
    having count(distinct int_company__identified.company_unique_id) = 1
),

leads as (
    select
        company_unique_id as brought_id,
        company_unique_id,
        1 as strength
    from in_use

    union all

    select
        retired.old_id as brought_id,
        retired.new_id as company_unique_id,
        2 as strength
    from retired
    inner join in_use
        on retired.new_id = in_use.company_unique_id

    union all

    select
        brought_id,
        company_unique_id,
        3 as strength
    from brought
),

ranked as (
    select
        *,
        row_number() over (
            partition by brought_id
            order by strength asc, {{ collate_c('company_unique_id') }} asc
        ) as preference
    from leads
),

final as (
    select
        cast(brought_id as text) as brought_id,
        cast(company_unique_id as text) as company_unique_id
    from ranked
    where preference = 1
)

select * from final
