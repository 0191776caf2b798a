-- What the history of quarantine says holds now is the quarantine, with the same reasons.
{%- set columns = ['id', 'reason_codes'] %}

with

snap_quarantine as (
    select * from {{ ref('snap_quarantine') }}
),

quarantine as (
    select * from {{ ref('quarantine') }}
),

remembered as (
    select
        {{ columns | join(',\n        ') }}
    from snap_quarantine
    where
        dbt_valid_to is null
        and dbt_is_deleted <> 'True'
),

current_rows as (
    select
        {{ columns | join(',\n        ') }}
    from quarantine
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
