-- Nobody has changed, removed or inserted an event upstream without somebody having looked into it
-- (seed audit_acknowledgements).
with

audit_tampering as (
    select * from {{ ref('audit_tampering') }}
),

final as (
    select *
    from audit_tampering
    where not is_acknowledged
)

select * from final
