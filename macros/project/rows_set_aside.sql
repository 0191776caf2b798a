{% macro rows_set_aside(judged, key, newest_first=none) -%}
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
        {#- A row that is quarantined takes no other's place. #}
        {{ later_deliveries(
            judged,
            key,
            [newest_first, collate_c('source_file') ~ ' desc'] | select | join(', '),
            'reason_codes is null'
        ) }}
    ) as merged
{%- endmacro %}
