{% test not_mostly_gone(model, column_name, snapshot, at_least=20) %}
{#- No more than the share vanish_limit of the rows that history holds as current has vanished. The
    snapshot is not referenced, so that this runs before it: a raw folder half copied must not
    become history. -#}
{%- set relation = load_relation(
    api.Relation.create(database=target.database, schema='history', identifier=snapshot)
) if execute else none -%}
{%- if relation %}
with

current_rows as (
    select {{ column_name }}
    from {{ relation }}
    where
        dbt_valid_to is null
        and dbt_is_deleted = 'False'
),

counted as (
    select
        count(*) as current_count,
        count(*) filter (where live.{{ column_name }} is null) as gone_count
    from current_rows
    left join {{ model }} as live
        on current_rows.{{ column_name }} = live.{{ column_name }}
)

select *
from counted
where
    current_count >= {{ at_least }}
    and gone_count > current_count * {{ var('vanish_limit') }}
{%- else %}
select 1 as nothing_recorded_yet
where false
{%- endif %}
{% endtest %}
