-- What the history of slots says holds now is the slots, with the same people in them.
{%- set columns = ['company_slot_unique_id', 'person_unique_id', 'is_filled', 'status'] %}

with

snap_company_slot as (
    select * from {{ ref('snap_company_slot') }}
),

company_slot as (
    select * from {{ ref('company_slot') }}
),

remembered as (
    select
        {{ columns | join(',\n        ') }}
    from snap_company_slot
    where
        dbt_valid_to is null
        and dbt_is_deleted <> 'True'
),

current_rows as (
    select
        {{ columns | join(',\n        ') }}
    from company_slot
),

final as (
    (
        select
            'only in the snapshot' as difference,
            remembered.*
        from remembered

        except

        select
            'only in the snapshot' as difference,
            current_rows.*
        from current_rows
    )

    union all

    (
        select
            'only in the mart' as difference,
            current_rows.*
        from current_rows

        except

        select
            'only in the mart' as difference,
            remembered.*
        from remembered
    )
)

select * from final
