{% macro ends_of_paths(relation, start, stop) -%}
    {{ return(adapter.dispatch('ends_of_paths', 'hubspoke')(relation, start, stop)) }}
{%- endmacro %}

{#- union, not union all: a circle, which has no end, would be walked for ever. -#}
{% macro default__ends_of_paths(relation, start, stop) -%}
    with recursive

    paths ({{ start }}, {{ stop }}) as (
        select
            {{ start }},
            {{ stop }}
        from {{ relation }}

        union

        select
            paths.{{ start }},
            steps.{{ stop }}
        from paths
        inner join {{ relation }} as steps
            on paths.{{ stop }} = steps.{{ start }}
    )

    select
        paths.{{ start }},
        paths.{{ stop }}
    from paths
    left join {{ relation }} as further
        on paths.{{ stop }} = further.{{ start }}
    where further.{{ start }} is null
{%- endmacro %}
