with recursive

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

nodes as (
    select distinct
        raw_row_id,
        node_id,
        ein
    from int_company__match_keys
),

-- Rows without an EIN are gathered first, on any key they share. Edges lead from each row to the
-- least row with the same key, which connects the same rows as all pairs would, with far fewer.
open_keys as (
    select
        node_id,
        min(node_id) over (partition by key_type, key_value) as least_node_id
    from int_company__match_keys
    where ein is null
),

edges as (
    select
        node_id as from_node_id,
        least_node_id as to_node_id
    from open_keys
    where node_id <> least_node_id

    union

    select
        least_node_id as from_node_id,
        node_id as to_node_id
    from open_keys
    where node_id <> least_node_id
),

-- Only a node smaller than all its neighbours can be the least of its component: starting from
-- these alone, and only ever going up, keeps the walk small.
roots as (
    select nodes.node_id
    from nodes
    left join edges
        on
            nodes.node_id = edges.from_node_id
            and edges.from_node_id > edges.to_node_id
    where
        nodes.ein is null
        and edges.from_node_id is null
),

walk (root_id, node_id) as (
    select
        roots.node_id as root_id,
        roots.node_id
    from roots

    union

    select
        walk.root_id,
        edges.to_node_id as node_id
    from walk
    inner join edges
        on
            walk.node_id = edges.from_node_id
            and walk.root_id < edges.to_node_id
),

components as (
    select
        node_id,
        min(root_id) as component_id
    from walk
    group by node_id
),

-- Which EINs the rows that share a key with a component have. One: the component is that
-- employer. Several: it could be either, and stays by itself rather than tie the two together.
component_eins as (
    select
        components.component_id,
        min(known.ein) as ein
    from components
    inner join int_company__match_keys as unsure
        on components.node_id = unsure.node_id
    inner join int_company__match_keys as known
        on
            unsure.key_type = known.key_type
            and unsure.key_value = known.key_value
            and known.ein is not null
    group by components.component_id
    having count(distinct known.ein) = 1
),

final as (
    select
        cast(nodes.raw_row_id as text) as raw_row_id,
        cast(
            case
                when coalesce(nodes.ein, component_eins.ein) is not null
                    then 'ein:' || coalesce(nodes.ein, component_eins.ein)
                else 'row:' || cast(components.component_id as text)
            end as text
        ) as cluster_id
    from nodes
    left join components
        on nodes.node_id = components.node_id
    left join component_eins
        on components.component_id = component_eins.component_id
)

select * from final
