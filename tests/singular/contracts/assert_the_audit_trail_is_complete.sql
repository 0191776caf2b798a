-- Whatever was extracted, approved, rejected or corrected has its event. A warning, because the gap
-- is the system's and cannot be closed here.
{{ config(severity='warn') }}

with

audit_completeness as (
    select * from {{ ref('audit_completeness') }}
),

final as (
    select * from audit_completeness
)

select * from final
