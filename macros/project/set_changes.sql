{% macro set_changes(relation, member) -%}
    {#- Needs int_dol__plan_year_pairs and `relation` among the CTEs of the model. -#}
    {%- set plan_year = ['sponsor_dfe_ein', 'plan_number', 'form_plan_year_begin_date'] -%}
    with

    sets as (
        select
            {{ plan_year | join(', ') }},
            {{ member }},
            max(counted_lives) as counted_lives
        from {{ relation }}
        where is_welfare and {{ member }} is not null
        group by {{ plan_year | join(', ') }}, {{ member }}
    ),

    plan_years_with as (
        select distinct {{ plan_year | join(', ') }}
        from sets
    ),

    -- A year without any member says that no Schedule A was filed, not that all of them left.
    pairs as (
        select int_dol__plan_year_pairs.*
        from int_dol__plan_year_pairs
        inner join plan_years_with
            on
                int_dol__plan_year_pairs.sponsor_dfe_ein = plan_years_with.sponsor_dfe_ein
                and int_dol__plan_year_pairs.plan_number = plan_years_with.plan_number
                and int_dol__plan_year_pairs.form_plan_year_begin_date
                = plan_years_with.form_plan_year_begin_date
        inner join plan_years_with as previous_years_with
            on
                int_dol__plan_year_pairs.sponsor_dfe_ein = previous_years_with.sponsor_dfe_ein
                and int_dol__plan_year_pairs.plan_number = previous_years_with.plan_number
                and int_dol__plan_year_pairs.previous_begin_date
                = previous_years_with.form_plan_year_begin_date
    ),

    sightings as (
        {% for begin_date in ('form_plan_year_begin_date', 'previous_begin_date') -%}
        select
            pairs.*,
            sets.{{ member }},
            sets.counted_lives,
            {{ loop.index0 }} as is_before
        from pairs
        inner join sets
            on
                pairs.sponsor_dfe_ein = sets.sponsor_dfe_ein
                and pairs.plan_number = sets.plan_number
                and pairs.{{ begin_date }} = sets.form_plan_year_begin_date
        {% if not loop.last %}
        union all

        {% endif -%}
        {% endfor %}
    )

    select
        {{ plan_year | join(', ') }},
        previous_begin_date,
        is_latest_plan_year,
        {{ member }},
        max(counted_lives) as counted_lives,
        case when max(is_before) = 0 then 'added' else 'dropped' end as change_type
    from sightings
    group by
        {{ plan_year | join(', ') }}, previous_begin_date, is_latest_plan_year, {{ member }}
    having count(*) = 1
{%- endmacro %}
