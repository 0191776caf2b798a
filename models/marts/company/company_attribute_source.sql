{%- set own_row = {'website_url': 'website', 'company_domain': 'website',
    'address_street': 'address', 'address_city': 'address', 'address_state': 'address',
    'address_zip': 'address', 'address_country': 'address'} -%}

with

int_company__survivors as (
    select * from {{ ref('int_company__survivors') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

winners as (
    {% for attribute in company_attributes() + (own_row | list) -%}
    select
        company_unique_id,
        '{{ attribute }}' as attribute_name,
        {{ own_row.get(attribute, attribute) }}_row_id as raw_row_id
    from int_company__survivors
    where {{ attribute }} is not null
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (
    select
        cast(winners.company_unique_id as text) as company_unique_id,
        cast(winners.attribute_name as text) as attribute_name,
        cast(winners.raw_row_id as text) as raw_row_id,
        cast(int_company__cleaned.source_table as text) as source_table,
        cast(int_company__cleaned.source_system as text) as source_system
    from winners
    inner join int_company__cleaned
        on winners.raw_row_id = int_company__cleaned.raw_row_id
)

select * from final
