{%- set needed = var('shared_domain_names') | int -%}

with

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

placeholder_values as (
    select {{ placeholder_text('placeholder') }} as placeholder
    from {{ ref('placeholder_values') }}
),

generic_name_words as (
    select * from {{ ref('generic_name_words') }}
),

-- Rows that are turned away count as well: they show who else is on the domain.
listed as (
    select
        int_company__cleaned.registrable_domain,
        int_company__cleaned.company_name_key,
        int_company__cleaned.company_name,
        int_company__cleaned.state_code,
        int_company__cleaned.ein,
        int_company__cleaned.brought_company_unique_id
    from int_company__cleaned
    left join placeholder_values
        on lower(int_company__cleaned.company_name) = placeholder_values.placeholder
    where
        int_company__cleaned.registrable_domain is not null
        and placeholder_values.placeholder is null
        and {{ name_key_tells('int_company__cleaned.company_name_key') }}
),

-- Most domains have one name: what follows looks at the few that could be shared.
suspected as (
    select
        registrable_domain,
        count(distinct company_name_key) as company_name_count,
        count(distinct state_code) as state_count,
        count(*) as row_count
    from listed
    group by registrable_domain
    having
        count(distinct company_name_key) >= {{ needed }}
        and count(distinct state_code) >= {{ var('shared_domain_states') }}
),

names as (
    select
        listed.registrable_domain,
        listed.company_name_key,
        min({{ collate_c('listed.company_name') }}) as company_name
    from listed
    inner join suspected
        on listed.registrable_domain = suspected.registrable_domain
    group by
        listed.registrable_domain,
        listed.company_name_key
),

-- In the order of a hash, so that those compared do not all begin alike.
compared as (
    select
        *,
        row_number() over (
            partition by registrable_domain
            order by md5(company_name_key), {{ collate_c('company_name_key') }}
        ) as name_number
    from names
),

words as (
    select
        registrable_domain,
        name_number,
        {{ rows_of_pieces('company_name_key', "' '") }} as word
    from compared
    where name_number <= {{ var('shared_domain_sample') }}
),

-- Two names are of one firm, it may be, when they share a word that tells, an EIN or an id.
marks as (
    select
        words.registrable_domain,
        words.name_number,
        words.word as mark
    from words
    left join generic_name_words
        on words.word = generic_name_words.name_word
    where
        generic_name_words.name_word is null
        and {{ name_key_tells('words.word') }}

    union

    select
        compared.registrable_domain,
        compared.name_number,
        'EIN ' || listed.ein as mark
    from compared
    inner join listed
        on
            compared.registrable_domain = listed.registrable_domain
            and compared.company_name_key = listed.company_name_key
    where listed.ein is not null

    union

    select
        compared.registrable_domain,
        compared.name_number,
        'ID ' || listed.brought_company_unique_id as mark
    from compared
    inner join listed
        on
            compared.registrable_domain = listed.registrable_domain
            and compared.company_name_key = listed.company_name_key
    where listed.brought_company_unique_id is not null
),

akin as (
    select distinct
        one.registrable_domain,
        one.name_number,
        other.name_number as other_number
    from marks as one
    inner join marks as other
        on
            one.registrable_domain = other.registrable_domain
            and one.mark = other.mark
            and one.name_number < other.name_number
),

strangers as (
    select
        one.registrable_domain,
        one.name_number,
        other.name_number as other_number
    from compared as one
    inner join compared as other
        on
            one.registrable_domain = other.registrable_domain
            and one.name_number < other.name_number
    left join akin
        on
            one.registrable_domain = akin.registrable_domain
            and one.name_number = akin.name_number
            and other.name_number = akin.other_number
    where
        other.name_number <= {{ var('shared_domain_sample') }}
        and akin.registrable_domain is null
),

-- So many names of which no two have anything in common.
shared as (
    select distinct pair_1_2.registrable_domain
    from strangers as pair_1_2
    {%- for newest in range(3, needed + 1) %}
    inner join strangers as pair_1_{{ newest }}
        on
            pair_1_2.registrable_domain = pair_1_{{ newest }}.registrable_domain
            and pair_1_2.name_number = pair_1_{{ newest }}.name_number
    {%- for older in range(2, newest) %}
    inner join strangers as pair_{{ older }}_{{ newest }}
        on
            pair_1_2.registrable_domain = pair_{{ older }}_{{ newest }}.registrable_domain
            and pair_1_{{ older }}.other_number = pair_{{ older }}_{{ newest }}.name_number
            and pair_1_{{ newest }}.other_number = pair_{{ older }}_{{ newest }}.other_number
    {%- endfor %}
    {%- endfor %}
),

examples as (
    select
        registrable_domain,
        {{ string_agg_by('company_name', "', '", 'name_number') }} as name_examples
    from compared
    where name_number <= {{ needed + 2 }}
    group by registrable_domain
),

states as (
    select
        registrable_domain,
        {{ string_agg_by('state_code', "','", collate_c('state_code')) }} as state_codes
    from (
        select distinct
            registrable_domain,
            state_code
        from listed
        where state_code is not null
    ) as distinct_states
    group by registrable_domain
),

final as (
    select
        cast(suspected.registrable_domain as text) as registrable_domain,
        cast(suspected.company_name_count as integer) as company_name_count,
        cast(suspected.state_count as integer) as state_count,
        cast(suspected.row_count as integer) as row_count,
        cast(examples.name_examples as text) as name_examples,
        cast(states.state_codes as text) as state_codes,
        cast(
            '{{ needed }} or more names without a word in common in '
            || cast(suspected.state_count as text) || ' states' as text
        ) as why
    from suspected
    inner join shared
        on suspected.registrable_domain = shared.registrable_domain
    inner join examples
        on suspected.registrable_domain = examples.registrable_domain
    inner join states
        on suspected.registrable_domain = states.registrable_domain
)

select * from final
