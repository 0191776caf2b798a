with

int_ple__verifications as (
    select * from {{ ref('int_ple__verifications') }}
),

final as (
    select
        cast(email as text) as email,
        cast(email_status as text) as verification_status,
        cast(is_verified as boolean) as is_verified,
        cast(is_sendable as boolean) as is_sendable,
        cast(verification_service as text) as verification_service,
        cast(verified_at as timestamp) as verified_at,
        cast(verification_id as text) as source_record_id
    from int_ple__verifications
    where is_newest
)

select * from final
