{% macro promoted_rows(staged, set_aside) -%}
    select staged.*
    from {{ staged }} as staged
    left join {{ set_aside }} as set_aside
        on staged.raw_row_id = set_aside.raw_row_id
    where set_aside.raw_row_id is null
{%- endmacro %}
