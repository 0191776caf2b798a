-- A company id is of one of the two families, and one that no source brought ends in 15 digits:
-- the live system ran out of three.
with

company_id_registry as (
    select * from {{ ref('company_id_registry') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

ids as (
    select company_unique_id
    from company_id_registry

    union

    select key_value as company_unique_id
    from company_id_registry
    where key_type = 'company_unique_id'

    union

    select company_unique_id
    from company_master
),

brought as (
    select distinct key_value as company_unique_id
    from company_id_registry
    where key_type = 'company_unique_id'
),

final as (
    select
        ids.company_unique_id,
        brought.company_unique_id is not null as is_brought
    from ids
    left join brought
        on ids.company_unique_id = brought.company_unique_id
    where
        not {{ is_company_id('ids.company_unique_id') }}
        or (
            brought.company_unique_id is null
            and not {{ regex_like(
                'ids.company_unique_id', "'^04[.]04[.]02[.]04[.]30000[.][0-9]{15}$'"
            ) }}
        )
)

select * from final
