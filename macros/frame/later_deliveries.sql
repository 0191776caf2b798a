{% macro later_deliveries(rows, key, ranking, condition='true') -%}
    {#- Only keys that come twice are ranked: a window over all rows would cost more than all else. -#}
    select raw_row_id
    from (
        select
            raw_row_id,
            row_number() over (
                partition by {{ key }}
                order by
                    {{ ranking }},
                    {{ collate_c('raw_row_id') }} asc
            ) as delivery
        from {{ rows }}
        where
            {{ condition }}
            and ({{ key }}) in (
                select {{ key }}
                from {{ rows }}
                where {{ condition }}
                group by {{ key }}
                having count(*) > 1
            )
    ) as delivered
    where delivery > 1
{%- endmacro %}
