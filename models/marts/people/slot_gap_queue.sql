with

company_slot as (
    select * from {{ ref('company_slot') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

slot_gap_rules as (
    select * from {{ ref('slot_gap_rules') }}
),

int_ple__slot_enrichment as (
    select * from {{ ref('int_ple__slot_enrichment') }}
),

gaps as (
    select
        *,
        coalesce(vacated_at, created_at) as empty_since
    from company_slot
    where not is_filled
),

final as (
    select
        -- A slot that is left again is another gap than the one that was closed.
        cast(
            md5(
                concat_ws(
                    '|',
                    gaps.company_slot_unique_id,
                    slot_gap_rules.issue_type,
                    cast(gaps.empty_since as text)
                )
            ) as text
        ) as queue_id,
        cast(gaps.company_unique_id as text) as company_unique_id,
        cast(company_master.company_name as text) as company_name,
        cast(gaps.company_slot_unique_id as text) as company_slot_unique_id,
        cast(gaps.slot_type as text) as slot_type,
        cast(slot_gap_rules.issue_type as text) as issue_type,
        cast(slot_gap_rules.priority as integer) as priority,
        cast(slot_gap_rules.assigned_to as text) as assigned_to,
        cast(
            case
                -- What was tried for whoever was there before is no try to fill the gap.
                when int_ple__slot_enrichment.last_attempt_at >= gaps.empty_since
                    then 'in_progress'
                else 'pending'
            end as text
        ) as status,
        cast(gaps.enrichment_attempts as integer) as attempt_count,
        cast(int_ple__slot_enrichment.last_attempt_at as timestamp) as last_touched_at,
        cast(gaps.previous_person_unique_id as text) as previous_person_unique_id,
        cast(gaps.empty_since as timestamp) as created_at,
        cast(
            {{ days_between('cast(gaps.empty_since as date)', as_of_date()) }} as integer
        ) as age_days
    from gaps
    inner join company_master
        on gaps.company_unique_id = company_master.company_unique_id
    inner join slot_gap_rules
        on gaps.slot_type = slot_gap_rules.slot_type
    left join int_ple__slot_enrichment
        on gaps.company_slot_unique_id = int_ple__slot_enrichment.company_slot_unique_id
)

select * from final
