{#- A query: the EINs that names tie together which have nothing in common, in several states. Two names
    are of one employer, it may be, when they share a word that tells, a domain or an id, or when a third
    one does with both. -#}
{% macro eins_of_strangers(relation) -%}
    with

    listed as (
        select distinct
            ein,
            company_name_key,
            state_code
        from {{ relation }}
        where
            ein is not null
            and company_name_key is not null
            and state_code is not null
    ),

    -- Nearly all EINs have one name: what follows looks at the few that could be shared.
    suspected as (
        select ein
        from listed
        group by ein
        having
            count(distinct company_name_key) > 1
            and count(distinct state_code) > 1
    ),

    -- In the order of a hash, so that those compared do not all begin alike.
    numbered as (
        select
            distinct_names.ein,
            distinct_names.company_name_key,
            row_number() over (
                partition by distinct_names.ein
                order by
                    md5(distinct_names.company_name_key),
                    {{ collate_c('distinct_names.company_name_key') }}
            ) as name_number
        from (select distinct ein, company_name_key from listed) as distinct_names
        inner join suspected
            on distinct_names.ein = suspected.ein
    ),

    names as (
        select
            ein,
            company_name_key
        from numbered
        where name_number <= {{ var('ein_name_sample') }}
    ),

    name_words as (
        select
            ein,
            company_name_key,
            {{ rows_of_pieces('company_name_key', "' '") }} as word
        from names
    ),

    telling_words as (
        select distinct
            ein,
            company_name_key,
            word
        from name_words
        where
            word not in (select name_word from generic_name_words)
            and {{ name_key_tells('word') }}
    ),

    marks as (
        select
            ein,
            company_name_key,
            'word ' || word as mark
        from telling_words

        union

        select
            names.ein,
            names.company_name_key,
            'domain ' || sources.company_domain as mark
        from names
        inner join {{ relation }} as sources
            on
                names.ein = sources.ein
                and names.company_name_key = sources.company_name_key
        where sources.company_domain is not null

        union

        select
            names.ein,
            names.company_name_key,
            'id ' || sources.brought_company_unique_id as mark
        from names
        inner join {{ relation }} as sources
            on
                names.ein = sources.ein
                and names.company_name_key = sources.company_name_key
        where sources.brought_company_unique_id is not null
    ),

    akin as (
        select distinct
            marks.ein,
            marks.company_name_key,
            others.company_name_key as other_name_key
        from marks
        inner join marks as others
            on
                marks.ein = others.ein
                and marks.mark = others.mark
    ),

    linked as (
        select distinct
            akin.ein,
            akin.company_name_key,
            others.other_name_key
        from akin
        inner join akin as others
            on
                akin.ein = others.ein
                and akin.other_name_key = others.company_name_key
    ),

    told as (
        select distinct
            listed.ein,
            listed.company_name_key,
            listed.state_code
        from listed
        inner join telling_words
            on
                listed.ein = telling_words.ein
                and listed.company_name_key = telling_words.company_name_key
    )

    select distinct told.ein
    from told
    inner join told as others
        on
            told.ein = others.ein
            and told.state_code <> others.state_code
    left join linked
        on
            told.ein = linked.ein
            and told.company_name_key = linked.company_name_key
            and others.company_name_key = linked.other_name_key
    where linked.ein is null
{%- endmacro %}
