{#- Letters by list, because Postgres knows upper and lower case of others by the locale of its database. A
    space stands before each word and part of it meanwhile. -#}
{% macro name_case(x) -%}
    {%- set upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĆČĐĘŁŃŘŚŞŠŻŽ' -%}
    {%- set lower = 'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþćčđęłńřśşšżž' -%}
    {%- set text = namespace(
        sql="replace(replace(replace(' ' || translate(" ~ x ~ ", '" ~ upper ~ "', '" ~ lower
            ~ "'), '-', '- '), '.', '. '), ' o''', ' o'' ')"
    ) -%}
    {%- set text.sql = "replace(replace(" ~ text.sql ~ ", ' d''', ' d'' '), ' mc', ' mc ')" -%}
    {%- for letter in lower -%}
        {%- set text.sql = "replace(" ~ text.sql ~ ", ' " ~ letter ~ "', ' " ~ upper[loop.index0] ~ "')" -%}
    {%- endfor -%}
    {%- for particle in var('person_name_particles') -%}
        {%- set shown = particle.split(' ') | map('capitalize') | join(' ') -%}
        {%- set text.sql = "replace(" ~ text.sql ~ ", ' " ~ shown ~ " ', ' " ~ particle ~ " ')" -%}
    {%- endfor -%}
    trim(both ' ' from replace(replace(replace(replace({{ text.sql }}, '- ', '-'), '. ', '.'), 'Mc ', 'Mc'), ''' ', ''''))
{%- endmacro %}
