{% test current_versions_are(model, relation) %}
{#- What a snapshot holds as current is what the relation says now, in every column it checks (which
    those are is the snapshot's to say). A positive balance is in the snapshot alone, a negative one
    in the relation alone. -#}
{%- set columns = [] -%}
{%- if execute -%}
    {%- set snapshot = graph.nodes['snapshot.' ~ project_name ~ '.' ~ model.identifier] -%}
    {%- do columns.extend([snapshot.config.unique_key] + snapshot.config.check_cols | list) -%}
{%- endif %}
with

both_sides as (
    select
        {{ columns | join(', ') }},
        1 as side
    from {{ model }}
    where
        dbt_valid_to is null
        and dbt_is_deleted <> 'True'

    union all

    select
        {{ columns | join(', ') }},
        -1 as side
    from {{ relation }}
)

select
    {{ columns | join(', ') }},
    sum(side) as balance
from both_sides
group by {{ columns | join(', ') }}
having sum(side) <> 0
{% endtest %}
