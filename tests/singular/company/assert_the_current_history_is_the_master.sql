-- What the history of companies says holds now is the company master, attribute for attribute.
{%- set columns = ['company_unique_id'] + (var('company_history_columns') | list) %}

with

snap_company_master as (
    select * from {{ ref('snap_company_master') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

remembered as (
    select
        {{ columns | join(',\n        ') }}
    from snap_company_master
    where
        dbt_valid_to is null
        and dbt_is_deleted <> 'True'
),

current_rows as (
    select
        {{ columns | join(',\n        ') }}
    from company_master
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
