{#- Whatever is neither rejected nor identified shows up as lost in ops.row_accounting. -#}
{% macro outcomes_of_rows(cleaned, validated, identified, id_column) -%}
with

reasons as (
    select
        raw_row_id,
        {{ string_agg_by(
            "case when severity in ('critical', 'error') then reason_code end",
            "','",
            collate_c('reason_code')
        ) }} as reason_codes,
        {{ string_agg_by(
            "case when severity = 'warning' then reason_code end", "','", collate_c('reason_code')
        ) }} as warning_codes
    from {{ validated }}
    group by raw_row_id
),

final as (
    select
        cast(cleaned.raw_row_id as text) as raw_row_id,
        cast(cleaned.source_table as text) as source_table,
        cast(
            case
                when reasons.reason_codes is not null then 'quarantined'
                when identified.survivor_rank = 1 then 'promoted'
                when identified.survivor_rank > 1 then 'merged'
                else 'lost'
            end as text
        ) as outcome,
        cast(identified.{{ id_column }} as text) as {{ id_column }},
        cast(reasons.reason_codes as text) as reason_codes,
        cast(reasons.warning_codes as text) as warning_codes
    from {{ cleaned }} as cleaned
    left join reasons
        on cleaned.raw_row_id = reasons.raw_row_id
    left join {{ identified }} as identified
        on cleaned.raw_row_id = identified.raw_row_id
)

select * from final
{%- endmacro %}
