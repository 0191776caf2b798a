with

company_slot as (
    select * from {{ ref('company_slot') }}
),

people_master as (
    select * from {{ ref('people_master') }}
),

message_key_reference as (
    select * from {{ ref('message_key_reference') }}
),

message_types as (
    select * from {{ ref('message_types') }}
),

message_triggers as (
    select * from {{ ref('message_triggers') }}
),

person_movement_history as (
    select * from {{ ref('person_movement_history') }}
),

dol_profile as (
    select * from {{ ref('dol_profile') }}
),

renewal_windows as (
    select * from {{ ref('renewal_windows') }}
),

contacts as (
    select
        company_slot.company_slot_unique_id,
        company_slot.company_unique_id,
        company_slot.slot_type,
        company_slot.person_unique_id,
        company_slot.filled_at,
        people_master.email is not null
        and coalesce(people_master.email_is_sendable, false) as can_mail,
        people_master.linkedin_url is not null as can_link
    from company_slot
    inner join people_master
        on company_slot.person_unique_id = people_master.unique_id
),

-- Whoever left has no new role here.
arrivals as (
    select
        contacts.company_slot_unique_id,
        max(person_movement_history.detected_at) as happened_at
    from contacts
    inner join person_movement_history
        on
            contacts.person_unique_id = person_movement_history.person_unique_id
            and contacts.company_unique_id = person_movement_history.company_to_id
    where
        coalesce(person_movement_history.occurred_at, person_movement_history.detected_at)
        >= {{ as_of_timestamp() }} - interval '{{ var("movement_signal_days") }} days'
    group by contacts.company_slot_unique_id
),

-- The window without an end is no window to wait for.
last_days as (
    select max(last_day) as last_day
    from renewal_windows
),

happened as (
    select
        company_slot_unique_id,
        'new_contact' as trigger_condition,
        filled_at as happened_at
    from contacts
    where filled_at >= {{ as_of_timestamp() }} - interval '{{ var("new_contact_days") }} days'

    union all

    select
        company_slot_unique_id,
        'bit.title_change_detected' as trigger_condition,
        happened_at
    from arrivals

    union all

    select
        contacts.company_slot_unique_id,
        'bit.renewal_window_open' as trigger_condition,
        cast(dol_profile.next_renewal_date as timestamp)
        - last_days.last_day * interval '1 day' as happened_at
    from contacts
    inner join dol_profile
        on contacts.company_unique_id = dol_profile.company_unique_id
    cross join last_days
    where dol_profile.days_to_next_renewal between 0 and last_days.last_day
),

observed as (
    select happened.*
    from happened
    inner join message_triggers
        on happened.trigger_condition = message_triggers.trigger_condition
    where message_triggers.is_observed
),

options as (
    select
        contacts.*,
        message_key_reference.message_key,
        message_key_reference.message_type,
        message_key_reference.trigger_condition,
        message_key_reference.vibeos_template_id,
        message_key_reference.optimal_send_time,
        observed.happened_at,
        message_types.type_rank,
        coalesce(message_key_reference.send_delay_hours, 0) as send_delay_hours,
        message_key_reference.message_key is not null as is_for_role,
        observed.company_slot_unique_id is not null as is_triggered,
        coalesce(message_key_reference.active, true) as is_active,
        case
            when message_key_reference.message_channel in ('email', 'both') and contacts.can_mail
                then 'email'
            when
                message_key_reference.message_channel in ('linkedin', 'both')
                and contacts.can_link
                then 'linkedin'
        end as channel
    from contacts
    left join message_key_reference
        on message_key_reference.role in (contacts.slot_type, 'ALL')
    left join observed
        on
            contacts.company_slot_unique_id = observed.company_slot_unique_id
            and message_key_reference.trigger_condition = observed.trigger_condition
    left join message_types
        on message_key_reference.message_type = message_types.message_type
),

-- Of several messages the one that fails last, if any, says why there is none.
ranked as (
    select
        *,
        row_number() over (
            partition by company_slot_unique_id
            order by
                is_for_role desc nulls last,
                is_triggered desc nulls last,
                is_active desc nulls last,
                case when channel is null then 1 else 0 end nulls last,
                type_rank nulls last,
                {{ collate_c('message_key') }} nulls last
        ) as place
    from options
),

chosen as (
    select
        *,
        case
            when not is_for_role then 'no_message_for_role'
            when not is_triggered then 'no_trigger'
            when not is_active then 'message_inactive'
            when channel is null then 'no_channel'
        end as reason_none
    from ranked
    where place = 1
),

final as (
    select
        cast(company_slot_unique_id as text) as company_slot_unique_id,
        cast(company_unique_id as text) as company_unique_id,
        cast(person_unique_id as text) as person_unique_id,
        cast(slot_type as text) as slot_type,
        cast(case when reason_none is null then message_key end as text) as message_key,
        cast(case when reason_none is null then message_type end as text) as message_type,
        cast(
            case when reason_none is null then trigger_condition end as text
        ) as trigger_condition,
        cast(case when reason_none is null then channel end as text) as channel,
        cast(
            case when reason_none is null then vibeos_template_id end as text
        ) as vibeos_template_id,
        cast(case when reason_none is null then happened_at end as timestamp) as triggered_at,
        cast(
            case
                when reason_none is null
                    then happened_at + send_delay_hours * interval '1 hour'
            end as timestamp
        ) as send_after,
        cast(
            case when reason_none is null then optimal_send_time end as text
        ) as optimal_send_time,
        cast(reason_none as text) as reason_none
    from chosen
)

select * from final
