-- A person id that no source brought is one of ours, which end in 15 digits.
with

person_id_registry as (
    select * from {{ ref('person_id_registry') }}
),

ids as (
    select person_unique_id
    from person_id_registry

    union

    select unique_id as person_unique_id
    from {{ ref('people_master') }}
),

brought as (
    select distinct key_value as person_unique_id
    from person_id_registry
    where key_type = 'person_unique_id'
),

final as (
    select ids.person_unique_id
    from ids
    left join brought
        on ids.person_unique_id = brought.person_unique_id
    where
        brought.person_unique_id is null
        and not {{ regex_like(
            'ids.person_unique_id', "'^04[.]04[.]02[.]04[.]20000[.][0-9]{15}$'"
        ) }}
)

select * from final
