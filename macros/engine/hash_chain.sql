{% macro hash_chain(relation, key, content, first_previous) -%}
    {{ return(adapter.dispatch('hash_chain', 'hubspoke')(relation, key, content, first_previous)) }}
{%- endmacro %}

{% macro default__hash_chain(relation, key, content, first_previous) -%}
    with recursive

    numbered as (
        select
            {{ key }} as key,
            {{ content }} as content,
            {{ first_previous }} as first_previous,
            row_number() over (order by {{ key }}) as place
        from {{ relation }}
    ),

    links (place, previous_link_hash, link_hash) as (
        select
            numbered.place,
            numbered.first_previous as previous_link_hash,
            {{ link_hash('numbered.first_previous', 'numbered.content') }} as link_hash
        from numbered
        where numbered.place = 1

        union all

        select
            numbered.place,
            links.link_hash as previous_link_hash,
            {{ link_hash('links.link_hash', 'numbered.content') }} as link_hash
        from links
        inner join numbered
            on numbered.place = links.place + 1
    )

    select
        numbered.key as {{ key }},
        links.place,
        links.previous_link_hash,
        links.link_hash
    from links
    inner join numbered
        on links.place = numbered.place
{%- endmacro %}
