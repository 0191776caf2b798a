{#- A query, so that what is cut from a sponsor's name and from a company's is the same. Four names in
    one text are the most that were seen. -#}
{% macro names_written_in(relation, x) -%}
    with

    texts as (
        select distinct {{ x }} as name_text
        from {{ relation }}
        where {{ x }} is not null
    ),

    split as (
        select
            name_text,
            {{ names_apart('name_text') }} as names
        from texts
    ),

    numbers as (
        select {{ rows_of(range(1, 5)) }} as name_number
    ),

    parts as (
        select
            split.name_text,
            numbers.name_number,
            {{ bare_name("split_part(split.names, chr(31), numbers.name_number)") }} as name_part
        from split
        inner join numbers
            on
                numbers.name_number = 1
                or split_part(split.names, chr(31), numbers.name_number) <> ''
    ),

    keyed as (
        select
            name_text,
            name_number,
            {{ company_name_key('name_part') }} as name_key,
            {{ legal_form('name_part') }} as legal_form
        from parts
    )

    -- A name of legal form, number or article alone is anybody's.
    select
        name_text,
        name_number,
        case when {{ name_key_tells('name_key') }} then name_key end as name_key,
        legal_form
    from keyed
{%- endmacro %}
