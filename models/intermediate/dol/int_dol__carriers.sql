{#- What carriers have in their names besides the name. Legal forms are among it, because "of
    america" may stand behind them, where company_name_key() leaves them. -#}
{%- set kind_words = var('carrier_kind_words') | join('|') -%}

{#- The order in which EINs are believed, in one text: the same here and where one is elected. -#}
{%- set belief = "lpad(cast(%s.contract_count as text), 12, '0') || translate(coalesce("
    ~ "cast(%s.first_begin_date as text), '9999-12-31') || %s.variant_ein, '0123456789', '9876543210')" -%}
{%- set goes_before = collate_c(belief | replace('%s', 'often')) ~ ' > '
    ~ collate_c(belief | replace('%s', 'seldom')) -%}

with

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

variants as (
    select
        insurance_company_ein as filed_ein,
        insurance_company_naic as naic_text,
        insurance_company_name as carrier_name,
        count(*) as contract_count,
        min(sch_a_plan_year_begin_date) as first_begin_date
    from schedule_a
    group by
        insurance_company_ein,
        insurance_company_naic,
        insurance_company_name
),

keyed as (
    select
        *,
        {{ party_name_key('carrier_name') }} as company_key,
        case
            when {{ regex_like('naic_text', "'^[0-9]{4,5}$'") }}
                then nullif(lpad(naic_text, 5, '0'), '00000')
        end as carrier_naic
    from variants
),

named as (
    select
        *,
        coalesce(
            nullif(regexp_replace(company_key, '( ({{ kind_words }}))+$', ''), ''),
            company_key
        ) as name_key
    from keyed
),

-- A NAIC code is one company's: under one code and name there is one EIN, and any other is a typing
-- error. Between EINs of as many contracts the one filed first is believed.
votes as (
    select
        carrier_naic,
        name_key,
        filed_ein,
        sum(contract_count) as contract_count,
        min(first_begin_date) as first_begin_date
    from named
    where filed_ein is not null and carrier_naic is not null and name_key is not null
    group by
        carrier_naic,
        name_key,
        filed_ein
),

elected as (
    select
        carrier_naic,
        name_key,
        filed_ein as elected_ein,
        row_number() over (
            partition by carrier_naic, name_key
            order by
                contract_count desc,
                first_begin_date asc nulls last,
                {{ collate_c('filed_ein') }} asc
        ) as place
    from votes
),

with_elected as (
    select
        named.*,
        case
            when named.filed_ein is not null then coalesce(elected.elected_ein, named.filed_ein)
        end as variant_ein,
        elected.elected_ein
    from named
    left join elected
        on
            named.carrier_naic = elected.carrier_naic
            and named.name_key = elected.name_key
            and elected.place = 1
),

-- Where the code is missing, or the name differs, an EIN is taken for a typing error only when it
-- is one slip away from another that more contracts have.
sightings as (
    select
        variant_ein,
        carrier_naic,
        name_key,
        sum(contract_count) over (partition by variant_ein) as contract_count,
        min(first_begin_date) over (partition by variant_ein) as first_begin_date
    from with_elected
    where variant_ein is not null
),

slips as (
    select distinct
        seldom.variant_ein,
        seldom.carrier_naic,
        seldom.name_key,
        often.variant_ein as often_ein,
        often.contract_count as often_count,
        often.first_begin_date as often_begin_date
    from sightings as seldom
    inner join sightings as often
        on
            seldom.name_key = often.name_key
            and (seldom.carrier_naic is null or often.carrier_naic is null)
            and {{ is_slip_of('seldom.variant_ein', 'often.variant_ein') }}
    where {{ goes_before }}

    union

    select distinct
        seldom.variant_ein,
        seldom.carrier_naic,
        seldom.name_key,
        often.variant_ein as often_ein,
        often.contract_count as often_count,
        often.first_begin_date as often_begin_date
    from sightings as seldom
    inner join sightings as often
        on
            seldom.carrier_naic = often.carrier_naic
            and {{ is_slip_of('seldom.variant_ein', 'often.variant_ein') }}
    where {{ goes_before }}
),

corrections as (
    select
        variant_ein,
        carrier_naic,
        name_key,
        often_ein,
        row_number() over (
            partition by variant_ein, carrier_naic, name_key
            order by
                often_count desc,
                often_begin_date asc nulls last,
                {{ collate_c('often_ein') }} asc
        ) as place
    from slips
),

believed as (
    select
        with_elected.*,
        coalesce(
            corrections.often_ein, with_elected.variant_ein, with_elected.elected_ein
        ) as believed_ein
    from with_elected
    left join corrections
        on
            with_elected.variant_ein = corrections.variant_ein
            and coalesce(with_elected.carrier_naic, '') = coalesce(corrections.carrier_naic, '')
            and coalesce(with_elected.name_key, '') = coalesce(corrections.name_key, '')
            and corrections.place = 1
),

-- What one row leaves out another says, as long as all others say the same.
eins_of_naics as (
    select
        carrier_naic,
        min(believed_ein) as carrier_ein
    from believed
    where carrier_naic is not null
    group by carrier_naic
    having count(distinct believed_ein) = 1
),

-- A name has the EIN of its rows without a code, where the code of its other rows has none.
eins_of_names as (
    select
        name_key,
        min(believed_ein) as carrier_ein
    from believed
    where name_key is not null
    group by name_key
    having
        count(distinct believed_ein) = 1
        and count(distinct carrier_naic) = 1
        and count(case when believed_ein is not null then carrier_naic end) = 0
),

with_number as (
    select
        believed.*,
        coalesce(
            'ein:' || coalesce(
                believed.believed_ein, eins_of_naics.carrier_ein, eins_of_names.carrier_ein
            ),
            'naic:' || believed.carrier_naic
        ) as number_key
    from believed
    left join eins_of_naics
        on believed.carrier_naic = eins_of_naics.carrier_naic
    left join eins_of_names
        on believed.name_key = eins_of_names.name_key
),

numbers_of_names as (
    select
        name_key,
        min(number_key) as number_key
    from with_number
    where name_key is not null
    group by name_key
    having count(distinct number_key) = 1
),

final as (
    select
        cast(
            md5(concat_ws(
                '|',
                coalesce(with_number.filed_ein, ''),
                coalesce(with_number.naic_text, ''),
                coalesce(with_number.carrier_name, '')
            )) as text
        ) as variant_id,
        cast(with_number.filed_ein as text) as insurance_company_ein,
        cast(with_number.naic_text as text) as insurance_company_naic,
        cast(with_number.carrier_name as text) as insurance_company_name,
        cast(with_number.contract_count as integer) as contract_count,
        cast(
            coalesce(
                with_number.number_key,
                numbers_of_names.number_key,
                'name:' || with_number.name_key
            ) as text
        ) as carrier_key,
        cast(
            coalesce(with_number.filed_ein <> with_number.believed_ein, false) as boolean
        ) as is_ein_mistyped
    from with_number
    left join numbers_of_names
        on with_number.name_key = numbers_of_names.name_key
)

select * from final
