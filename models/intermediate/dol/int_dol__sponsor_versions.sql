{#- A sponsor's version changes with the raw rows that say anything of it, and with the rules that
    what is made of them rests on: tables that keep it know which sponsors to make anew. -#}
with

int_dol__filings as (
    select * from {{ ref('int_dol__filings') }}
),

int_dol__plan_moves as (
    select * from {{ ref('int_dol__plan_moves') }}
),

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

benefit_codes as (
    select * from {{ ref('benefit_codes') }}
),

raw_rows as (
    select
        sponsor_dfe_ein,
        raw_row_id
    from int_dol__filings

    union all

    -- Of its contracts a sponsor shows no more than whether one is stop-loss cover.
    select
        int_dol__filings.sponsor_dfe_ein,
        schedule_a.raw_row_id
    from schedule_a
    inner join int_dol__filings
        on schedule_a.ack_id = int_dol__filings.ack_id
    where schedule_a.wlfr_bnft_stop_loss_ind = '1'

    union all

    -- What another EIN's filing says of where a plan went.
    select
        former_ein as sponsor_dfe_ein,
        raw_row_id
    from int_dol__plan_moves
    where former_ein <> sponsor_dfe_ein
),

rules as (
    select
        concat_ws(
            '|',
            '{{ var('legal_suffixes') | join(' ') }}',
            '{{ var('legal_forms') | string | replace("'", '') }}',
            '{{ var('city_abbreviations') | string | replace("'", '') }}',
            {{ string_agg_by(
                "concat_ws('|', benefit_code, benefit_kind, benefit_name)",
                "'|'",
                collate_c('benefit_code')
            ) }}
        ) as rules_text
    from benefit_codes
),

salted as (
    select
        raw_rows.sponsor_dfe_ein,
        raw_rows.raw_row_id || md5(rules.rules_text) as salted_id
    from raw_rows
    cross join rules
),

final as (
    select
        cast(sponsor_dfe_ein as text) as sponsor_dfe_ein,
        cast(bit_xor({{ hash_bigint('salted_id') }}) as bigint) as sponsor_version
    from salted
    group by sponsor_dfe_ein
)

select * from final
