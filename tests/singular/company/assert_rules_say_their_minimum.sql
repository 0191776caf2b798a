-- What a rule about length tells people is the limit that is judged by: who changes the var
-- changes the text of the rule as well.
with

validation_rules as (
    select * from {{ ref('validation_rules') }}
),

final as (
    select
        reason_code,
        description
    from validation_rules
    where
        (
            reason_code = 'company_name_too_short'
            and position(' {{ var('company_name_length_minimum') }} ' in description) = 0
        )
        or (
            reason_code = 'company_name_too_long'
            and position(' {{ var('company_name_length_maximum') }} ' in description) = 0
        )
        or (
            reason_code = 'industry_too_short'
            and position(' {{ var('industry_length_minimum') }} ' in description) = 0
        )
)

select * from final
