with

int_dol__contracts as (
    select * from {{ ref('int_dol__contracts') }}
),

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

contracts as (
    select
        int_dol__contracts.*,
        schedule_a.insurance_company_ein,
        schedule_a.insurance_company_naic,
        schedule_a.covered_lives,
        schedule_a.total_premiums_paid,
        schedule_a.insurance_commissions_fees,
        schedule_a.is_commission_implausible
    from int_dol__contracts
    inner join schedule_a
        on
            int_dol__contracts.ack_id = schedule_a.ack_id
            and int_dol__contracts.form_id = schedule_a.form_id
),

doubts as (
    select
        *,
        'covered_lives' as doubted_column,
        cast(covered_lives as text) as filed_value,
        cast(null as text) as believed_value,
        lives_doubt as reason
    from contracts
    where lives_doubt is not null

    union all

    select
        *,
        'total_premiums_paid' as doubted_column,
        cast(total_premiums_paid as text) as filed_value,
        cast(null as text) as believed_value,
        premium_doubt as reason
    from contracts
    where premium_doubt is not null

    union all

    select
        *,
        'insurance_commissions_fees' as doubted_column,
        cast(insurance_commissions_fees as text) as filed_value,
        cast(null as text) as believed_value,
        'beyond_limit' as reason
    from contracts
    where is_commission_implausible

    union all

    select
        *,
        'insurance_company_ein' as doubted_column,
        insurance_company_ein as filed_value,
        substr(carrier_key, 5) as believed_value,
        'seldom_ein_of_carrier' as reason
    from contracts
    where is_carrier_ein_mistyped
),

final as (
    select
        cast(ack_id as text) as ack_id,
        cast(form_id as integer) as form_id,
        cast(doubted_column as text) as doubted_column,
        cast(sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(plan_number as text) as plan_number,
        cast(form_plan_year_begin_date as date) as form_plan_year_begin_date,
        cast(is_current as boolean) as is_current,
        cast(insurance_company_name as text) as insurance_company_name,
        cast(insurance_company_naic as text) as insurance_company_naic,
        cast(filed_value as text) as filed_value,
        cast(believed_value as text) as believed_value,
        cast(reason as text) as reason
    from doubts
)

select * from final
