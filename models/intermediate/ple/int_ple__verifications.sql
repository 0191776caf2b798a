with

promoted as (
    {{ promoted_rows('ple', 'email_verification') }}
),

attempts as (
    {{ promoted_rows('ple', 'contact_enrichment') }}
),

int_ple__person_ids as (
    select * from {{ ref('int_ple__person_ids') }}
),

int_people__survivors as (
    select * from {{ ref('int_people__survivors') }}
),

email_statuses as (
    select * from {{ ref('email_statuses') }}
),

read as (
    select
        promoted.*,
        email_statuses.is_verified,
        email_statuses.is_sendable,
        {{ regex_first(
            lower_ascii(
                'coalesce(promoted.email, attempts.email, int_people__survivors.email)'
            ),
            "'[a-z0-9._%+-]+@[a-z0-9.-]+[.][a-z]{2,}'"
        ) }} as clean_email,
        -- Without a word the verification has not come back, or said nothing when it did.
        coalesce(
            email_statuses.email_status,
            case
                when promoted.verification_status is null and promoted.verified_at is null
                    then 'pending'
                else 'unknown'
            end
        ) as email_status,
        -- A typing error must not make it the newest for years.
        case
            when
                promoted.verified_at
                < {{ as_of_timestamp() }} + interval '{{ var('future_tolerance_days') }} days'
                then promoted.verified_at
        end as counted_at
    from promoted
    left join attempts
        on promoted.enrichment_id = attempts.enrichment_id
    left join int_ple__person_ids
        on promoted.person_unique_id = int_ple__person_ids.brought_id
    left join int_people__survivors
        on int_ple__person_ids.person_unique_id = int_people__survivors.person_unique_id
    left join email_statuses
        on {{ word_key('promoted.verification_status') }} = email_statuses.spelling
),

-- One that waits says nothing against what is known.
ranked as (
    select
        *,
        row_number() over (
            partition by clean_email
            order by
                case when email_status = 'pending' then 1 else 0 end asc,
                counted_at desc nulls last,
                created_at desc nulls last,
                {{ collate_c('verification_id') }} desc
        ) as email_rank
    from read
),

final as (
    select
        cast(verification_id as text) as verification_id,
        cast(enrichment_id as text) as enrichment_id,
        cast(person_unique_id as text) as brought_person_unique_id,
        cast(clean_email as text) as email,
        cast(email_status as text) as email_status,
        cast(verification_status as text) as verification_status_text,
        cast(coalesce(is_verified, false) as boolean) as is_verified,
        cast(coalesce(is_sendable, false) as boolean) as is_sendable,
        cast(verification_service as text) as verification_service,
        cast(verification_result as {{ json_type() }}) as verification_result,
        cast(verified_at as timestamp) as verified_at,
        cast(created_at as timestamp) as created_at,
        cast(clean_email is not null and email_rank = 1 as boolean) as is_newest,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from ranked
)

select * from final
