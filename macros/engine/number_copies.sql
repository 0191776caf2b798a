{% macro number_copies() -%}
    {{ return(adapter.dispatch('number_copies', 'hubspoke')()) }}
{%- endmacro %}

{% macro default__number_copies() -%}
    {#- Copies are interchangeable, so it does not matter which of them is the first. -#}
    update {{ this }}
    set raw_row_id = md5({{ this }}.raw_row_id || '|' || copies.copy_number)
    from (
        select
            {{ row_address('staged') }} as row_address,
            row_number() over (
                partition by staged.raw_row_id order by {{ row_address('staged') }}
            ) as copy_number
        from {{ this }} as staged
        where
            staged.raw_row_id in (
                select repeated.raw_row_id
                from {{ this }} as repeated
                group by repeated.raw_row_id
                having count(*) > 1
            )
    ) as copies
    where
        copies.row_address = {{ row_address(this) }}
        and copies.copy_number > 1
{%- endmacro %}
