{% macro rows_set_aside(judged, key, newest_first) -%}
    {#- Only keys that come twice are ranked: a window over all rows would cost more than all else. -#}
    select
        raw_row_id,
        'quarantined' as outcome,
        reason_codes
    from {{ judged }}
    where reason_codes is not null

    union all

    select
        raw_row_id,
        'merged' as outcome,
        cast(null as text) as reason_codes
    from (
        select
            raw_row_id,
            row_number() over (
                -- A row that is quarantined takes no other's place.
                partition by {{ key }}
                order by
                    {{ newest_first }},
                    {{ collate_c('source_file') }} desc,
                    {{ collate_c('raw_row_id') }} asc
            ) as delivery
        from {{ judged }}
        where
            reason_codes is null
            and ({{ key }}) in (
                select {{ key }}
                from {{ judged }}
                where reason_codes is null
                group by {{ key }}
                having count(*) > 1
            )
    ) as delivered
    where delivery > 1
{%- endmacro %}
