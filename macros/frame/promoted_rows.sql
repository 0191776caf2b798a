{% macro promoted_rows(system, table) -%}
    select staged.*
    from {{ ref('stg_' ~ system ~ '__' ~ table) }} as staged
    left join {{ ref('int_' ~ system ~ '__' ~ table ~ '_set_aside') }} as set_aside
        on staged.raw_row_id = set_aside.raw_row_id
    where set_aside.raw_row_id is null
{%- endmacro %}
