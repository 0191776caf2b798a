{#- What carriers have in their names besides the name. Legal forms are among it, because "of
    america" may stand behind them, where company_name_key() leaves them. -#}
{%- set kind_words = var('carrier_kind_words') | join('|') -%}

with

schedule_a as (
    select * from {{ ref('schedule_a') }}
),

variants as (
    select
        insurance_company_ein as carrier_ein,
        insurance_company_naic as naic_text,
        insurance_company_name as carrier_name,
        count(*) as contract_count
    from schedule_a
    group by
        insurance_company_ein,
        insurance_company_naic,
        insurance_company_name
),

keyed as (
    select
        *,
        {{ company_name_key('carrier_name') }} as company_key,
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

-- What one row leaves out another says, as long as all others say the same.
eins_of_naics as (
    select
        carrier_naic,
        min(carrier_ein) as carrier_ein
    from named
    where carrier_naic is not null
    group by carrier_naic
    having count(distinct carrier_ein) = 1
),

with_ein as (
    select
        named.carrier_ein as filed_ein,
        named.naic_text,
        named.carrier_name,
        named.contract_count,
        named.name_key,
        coalesce(
            'ein:' || coalesce(named.carrier_ein, eins_of_naics.carrier_ein),
            'naic:' || named.carrier_naic
        ) as number_key
    from named
    left join eins_of_naics
        on named.carrier_naic = eins_of_naics.carrier_naic
),

numbers_of_names as (
    select
        name_key,
        min(number_key) as number_key
    from with_ein
    where name_key is not null
    group by name_key
    having count(distinct number_key) = 1
),

final as (
    select
        cast(
            md5(concat_ws(
                '|',
                coalesce(with_ein.filed_ein, ''),
                coalesce(with_ein.naic_text, ''),
                coalesce(with_ein.carrier_name, '')
            )) as text
        ) as variant_id,
        cast(with_ein.filed_ein as text) as insurance_company_ein,
        cast(with_ein.naic_text as text) as insurance_company_naic,
        cast(with_ein.carrier_name as text) as insurance_company_name,
        cast(with_ein.contract_count as integer) as contract_count,
        cast(
            coalesce(
                with_ein.number_key,
                numbers_of_names.number_key,
                'name:' || with_ein.name_key
            ) as text
        ) as carrier_key
    from with_ein
    left join numbers_of_names
        on with_ein.name_key = numbers_of_names.name_key
)

select * from final
