{% macro new_promoted_rows(staged, set_aside) -%}
    {%- if is_incremental() -%}
    {#- By keys alone, of which a day has few new ones: whole rows are read of those only. -#}
    select staged.*
    from {{ staged }} as staged
    where
        staged.raw_row_id in (
            select candidates.raw_row_id
            from {{ ref(staged) }} as candidates
            left join {{ set_aside }} as set_aside
                on candidates.raw_row_id = set_aside.raw_row_id
            left join {{ this }} as present
                on candidates.raw_row_id = present.raw_row_id
            where
                set_aside.raw_row_id is null
                and present.raw_row_id is null
        )
    {%- else -%}
    {{ promoted_rows(staged, set_aside) }}
    {%- endif -%}
{%- endmacro %}
