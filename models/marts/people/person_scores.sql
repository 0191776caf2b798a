{%- set factors = [
    'title_ceo', 'title_cfo', 'title_hr', 'linkedin_page', 'company_size', 'title_confidence',
    'attached_by_id', 'attached_by_domain', 'attached_by_name', 'linkedin_known', 'email_verified',
] -%}
{%- set pairs = [] -%}
{%- for factor in factors -%}
{%- do pairs.append((factor, factor)) -%}
{%- endfor -%}

with

people_master as (
    select * from {{ ref('people_master') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

person_score_factors as (
    select * from {{ ref('person_score_factors') }}
),

facts as (
    select
        people_master.unique_id,
        people_master.title_slot_type,
        coalesce(people_master.title_confidence, 0) as title_confidence,
        people_master.linkedin_url is not null as has_linkedin,
        coalesce(people_master.email_verified, false) as email_verified,
        people_master.attached_by,
        company_master.employee_count
    from people_master
    left join company_master
        on people_master.company_unique_id = company_master.company_unique_id
),

earned as (
    select
        facts.unique_id,
        person_score_factors.factor,
        person_score_factors.score_kind,
        round(
            person_score_factors.points
            * case
                when person_score_factors.factor = 'title_confidence' then facts.title_confidence
                else 1
            end,
            0
        ) as points
    from facts
    cross join person_score_factors
    where
        case person_score_factors.factor
            when 'title_ceo' then facts.title_slot_type = 'CEO'
            when 'title_cfo' then facts.title_slot_type = 'CFO'
            when 'title_hr' then facts.title_slot_type = 'HR'
            when 'linkedin_page' then facts.has_linkedin
            when 'company_size' then facts.employee_count > person_score_factors.above
            when 'title_confidence' then facts.title_slot_type is not null
            when 'attached_by_id' then facts.attached_by = 'company_unique_id'
            when 'attached_by_domain'
                then facts.attached_by in ('website_domain', 'email_domain')
            when 'attached_by_name' then facts.attached_by = 'name_state'
            when 'linkedin_known' then facts.has_linkedin
            when 'email_verified' then facts.email_verified
        end
),

summed as (
    select
        unique_id,
        {% for factor in factors -%}
        cast(max(case when factor = '{{ factor }}' then points else 0 end) as integer)
            as {{ factor }},
        {% endfor -%}
        sum(case when score_kind = 'bit' then points else 0 end) as bit_points,
        sum(case when score_kind = 'confidence' then points else 0 end) as confidence_points
    from earned
    group by unique_id
),

scored as (
    select
        people_master.unique_id,
        least(coalesce(summed.bit_points, 0), 100) as bit_score,
        least(coalesce(summed.confidence_points, 0), 100) as confidence_score,
        {% for factor in factors -%}
        coalesce(summed.{{ factor }}, 0) as {{ factor }},
        {% endfor -%}
        {{ as_of_timestamp() }} as calculated_at,
        {{ as_of_timestamp() }} + interval '{{ var("person_score_days") }} days' as expires_at
    from people_master
    left join summed
        on people_master.unique_id = summed.unique_id
),

final as (
    select
        cast(md5('person_score|' || unique_id) as text) as id,
        cast(unique_id as text) as person_unique_id,
        cast(bit_score as integer) as bit_score,
        cast(confidence_score as integer) as confidence_score,
        cast(calculated_at as timestamp) as calculated_at,
        cast(expires_at as timestamp) as expires_at,
        cast(expires_at <= {{ as_of_timestamp() }} as boolean) as is_expired,
        cast({{ json_object(pairs) }} as {{ json_type() }}) as score_factors,
        cast(calculated_at as timestamp) as created_at,
        cast(calculated_at as timestamp) as updated_at
    from scored
)

select * from final
