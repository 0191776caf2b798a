{#- Attributes that survive together, and the row they come with. -#}
{%- set own_row = {'first_name': 'name', 'last_name': 'name', 'title': 'title',
    'title_slot_type': 'title', 'seniority': 'title', 'department': 'title',
    'company_unique_id': 'employment', 'email': 'email', 'work_phone_e164': 'work_phone',
    'work_phone_extension': 'work_phone', 'city': 'place', 'state_code': 'place'} -%}

with

int_people__survivors as (
    select * from {{ ref('int_people__survivors') }}
),

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

winners as (
    {% for attribute in person_attributes() + (own_row | list) -%}
    select
        person_unique_id,
        '{{ 'state' if attribute == 'state_code' else attribute }}' as attribute_name,
        {{ own_row.get(attribute, attribute) }}_row_id as raw_row_id
    from int_people__survivors
    where {{ attribute }} is not null
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        cast(winners.person_unique_id as text) as person_unique_id,
        cast(winners.attribute_name as text) as attribute_name,
        cast(winners.raw_row_id as text) as raw_row_id,
        cast(int_people__cleaned.source_table as text) as source_table,
        cast(int_people__cleaned.source_system as text) as source_system
    from winners
    inner join int_people__cleaned
        on winners.raw_row_id = int_people__cleaned.raw_row_id
)

select * from final
