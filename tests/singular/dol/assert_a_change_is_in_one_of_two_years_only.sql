-- Who was added has a contract in the year it was added in and none in the year before, and who was
-- dropped the other way round: a change that contracts do not show is somebody's lost trust.
{%- set changes = {
    'carrier_change': ['carrier_key', 'int_dol__contracts'],
    'broker_change': ['broker_key', 'int_dol__contract_brokers'],
} %}

with

{% for change, (key, contracts) in changes.items() -%}
{{ change }} as (
    select * from {{ ref(change) }}
),

{{ contracts }} as (
    select * from {{ ref(contracts) }}
),

{% endfor -%}
changes as (
    {% for change, (key, contracts) in changes.items() -%}
    select
        '{{ change }}' as change_table,
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        previous_begin_date,
        {{ key }} as partner_key,
        change_type
    from {{ change }}
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

-- Only of plans that changed: the others are many more.
sets as (
    {% for change, (key, contracts) in changes.items() -%}
    select distinct
        '{{ change }}' as change_table,
        sponsor_dfe_ein,
        plan_number,
        form_plan_year_begin_date,
        {{ key }} as partner_key
    from {{ contracts }}
    where
        is_welfare
        and sponsor_dfe_ein in (select {{ change }}.sponsor_dfe_ein from {{ change }})
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        changes.*,
        this_year.partner_key is not null as is_there_now,
        year_before.partner_key is not null as was_there_before
    from changes
    left join sets as this_year
        on
            changes.change_table = this_year.change_table
            and changes.sponsor_dfe_ein = this_year.sponsor_dfe_ein
            and changes.plan_number = this_year.plan_number
            and changes.form_plan_year_begin_date = this_year.form_plan_year_begin_date
            and changes.partner_key = this_year.partner_key
    left join sets as year_before
        on
            changes.change_table = year_before.change_table
            and changes.sponsor_dfe_ein = year_before.sponsor_dfe_ein
            and changes.plan_number = year_before.plan_number
            and changes.previous_begin_date = year_before.form_plan_year_begin_date
            and changes.partner_key = year_before.partner_key
    where
        (this_year.partner_key is not null) <> (changes.change_type = 'added')
        or (year_before.partner_key is not null) <> (changes.change_type = 'dropped')
)

select * from final
