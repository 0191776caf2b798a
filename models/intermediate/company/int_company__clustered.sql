with

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

nodes as (
    select distinct
        raw_row_id,
        ein
    from int_company__match_keys
),

-- Rows without an EIN are gathered first, on any key they share.
components as (
    {{ components(
        ref('int_company__match_keys'), 'raw_row_id', ['key_type', 'key_value'], 'ein is null'
    ) }}
),

-- Which EINs the rows that share a key with a component have. One: the component is that
-- employer. Several: it could be either, and stays by itself rather than tie the two together.
component_eins as (
    select
        components.component_id,
        min(known.ein) as ein
    from components
    inner join int_company__match_keys as unsure
        on components.raw_row_id = unsure.raw_row_id
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
                else 'row:' || components.component_id
            end as text
        ) as cluster_id
    from nodes
    left join components
        on nodes.raw_row_id = components.raw_row_id
    left join component_eins
        on components.component_id = component_eins.component_id
)

select * from final
