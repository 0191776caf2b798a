-- No renewal lies before the day it was computed for, and a date that was moved on lies within a
-- year. A plan that ended, and no other, has none. Counted in the
-- days of the table, because the tests may run on a later day.
with

renewal as (
    select * from {{ ref('renewal') }}
),

final as (
    select
        ack_id,
        form_id,
        renewal_date,
        days_to_renewal,
        renewal_window,
        is_final_filing
    from renewal
    where
        is_final_filing <> (renewal_date is null)
        or (renewal_date is null) <> (renewal_window = 'ended')
        or days_to_renewal < 0
        or (
            days_to_renewal > 366
            and date_basis = 'declared'
            and renewal_date <> policy_year_end_date + 1
        )
)

select * from final
