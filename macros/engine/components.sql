{#- A query, and a relation rather than a CTE: an engine that walks no graph in one statement goes round
    by round while the model is rendered, and can read then what is in the warehouse only. -#}
{% macro components(relation, node, key, condition='true') -%}
    {{ return(adapter.dispatch('components', 'hubspoke')(relation, node, key, condition)) }}
{%- endmacro %}

{% macro default__components(relation, node, key, condition) -%}
    with recursive

    -- Numbers are walked faster than texts.
    numbered as (
        select
            node,
            row_number() over (order by {{ collate_c('node') }}) as number
        from (
            select distinct {{ node }} as node
            from {{ relation }}
            where {{ condition }}
        ) as nodes
    ),

    -- Edges lead from each node to the least node with the same key, which connects the same nodes as
    -- all pairs would, with far fewer.
    keyed as (
        select
            numbered.number,
            min(numbered.number) over (
                partition by {% for column in key %}sources.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
            ) as least_number
        from {{ relation }} as sources
        inner join numbered
            on sources.{{ node }} = numbered.node
        where {{ condition }}
    ),

    edges as (
        select
            number as from_number,
            least_number as to_number
        from keyed
        where number <> least_number

        union

        select
            least_number as from_number,
            number as to_number
        from keyed
        where number <> least_number
    ),

    -- Only a node smaller than all its neighbours can be the least of its component: starting from
    -- these alone, and only ever going up, keeps the walk small.
    roots as (
        select numbered.number
        from numbered
        left join edges
            on
                numbered.number = edges.from_number
                and edges.from_number > edges.to_number
        where edges.from_number is null
    ),

    walk (root_number, number) as (
        select
            roots.number as root_number,
            roots.number
        from roots

        union

        select
            walk.root_number,
            edges.to_number as number
        from walk
        inner join edges
            on
                walk.number = edges.from_number
                and walk.root_number < edges.to_number
    ),

    rooted as (
        select
            number,
            min(root_number) as root_number
        from walk
        group by number
    )

    select
        numbered.node as {{ node }},
        first_nodes.node as component_id
    from rooted
    inner join numbered
        on rooted.number = numbered.number
    inner join numbered as first_nodes
        on rooted.root_number = first_nodes.number
{%- endmacro %}
