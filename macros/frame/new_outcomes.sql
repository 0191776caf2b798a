{% macro new_outcomes(outcomes) -%}
with

outcomes as (
    select * from {{ outcomes }}
),

final as (
    select
        cast(outcomes.raw_row_id as text) as raw_row_id,
        cast(outcomes.outcome as text) as outcome,
        cast({{ as_of_timestamp() }} as timestamp) as first_seen_at
    from outcomes
    {% if is_incremental() -%}
    left join {{ this }} as earlier
        on
            outcomes.raw_row_id = earlier.raw_row_id
            and outcomes.outcome = earlier.outcome
    where earlier.raw_row_id is null
    {%- endif %}
)

select * from final
{%- endmacro %}
