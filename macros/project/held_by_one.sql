{% macro held_by_one(relation, key, id, as_id) -%}
    select
        {{ key }},
        min({{ collate_c(id) }}) as {{ as_id }}
    from {{ relation }}
    where {{ key }} is not null
    group by {{ key }}
    having count(*) = 1
{%- endmacro %}
