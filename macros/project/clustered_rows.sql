{#- certain: the column of match_keys with what two of a kind never share; keys_left_out: kinds of keys
    that tie no rows together, because another kind of the same row does. -#}
{% macro clustered_rows(match_keys, certain, keys_left_out=[]) -%}
    {%- set ties -%}
        {%- if keys_left_out -%}
            key_type not in ('{{ keys_left_out | join("', '") }}')
        {%- else -%}
            true
        {%- endif -%}
    {%- endset -%}
with

nodes as (
    select distinct
        raw_row_id,
        {{ certain }}
    from {{ match_keys }}
),

-- Rows without what is certain are gathered first, on any key they share.
components as (
    {{ components(
        match_keys, 'raw_row_id', ['key_type', 'key_value'], certain ~ ' is null and ' ~ ties
    ) }}
),

known as (
    select distinct
        key_type,
        key_value,
        {{ certain }}
    from {{ match_keys }}
    where
        {{ certain }} is not null
        and {{ ties }}
),

-- Which of them the rows that share a key with a component have. One: the component is that one.
-- Several: it could be either, and stays by itself rather than tie the two together.
component_certain as (
    select
        components.component_id,
        min({{ collate_c('known.' ~ certain) }}) as {{ certain }}
    from components
    inner join {{ match_keys }} as unsure
        on components.raw_row_id = unsure.raw_row_id
    inner join known
        on
            unsure.key_type = known.key_type
            and unsure.key_value = known.key_value
    group by components.component_id
    having count(distinct known.{{ certain }}) = 1
),

final as (
    select
        cast(nodes.raw_row_id as text) as raw_row_id,
        cast(
            case
                when coalesce(nodes.{{ certain }}, component_certain.{{ certain }}) is not null
                    then
                        '{{ certain }}:'
                        || coalesce(nodes.{{ certain }}, component_certain.{{ certain }})
                else 'row:' || components.component_id
            end as text
        ) as cluster_id
    from nodes
    left join components
        on nodes.raw_row_id = components.raw_row_id
    left join component_certain
        on components.component_id = component_certain.component_id
)

select * from final
{%- endmacro %}
