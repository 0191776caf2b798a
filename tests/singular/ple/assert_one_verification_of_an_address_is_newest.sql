-- What may be sent to hangs on it: of each address exactly one verification counts.
with

email_verification as (
    select * from {{ ref('email_verification') }}
),

final as (
    select
        email,
        count(case when is_newest then 1 end) as newest_count
    from email_verification
    where email is not null
    group by email
    having count(case when is_newest then 1 end) <> 1
)

select * from final
