{% test contiguous_history(model, key, valid_from='valid_from', valid_to='valid_to') %}
{#- The versions of a key follow each other without gap or overlap, and exactly one is current. -#}
with

versions as (
    select
        {{ key }},
        {{ valid_from }} as valid_from,
        {{ valid_to }} as valid_to,
        lead({{ valid_from }}) over (partition by {{ key }} order by {{ valid_from }}) as next_from
    from {{ model }}
)

select *
from versions
where
    valid_to <= valid_from
    or valid_to is distinct from next_from
{% endtest %}
