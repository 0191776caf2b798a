{% macro delete_unpromoted_rows(system, table) -%}
    {#- Rows that are gone are found by a join: of a condition on each row Postgres would make a scan of
        staging for each row as soon as its keys are more than fit into memory. -#}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where raw_row_id in (
            select raw_row_id
            from {{ ref('int_' ~ system ~ '__' ~ table ~ '_set_aside') }}

            union all

            select present.raw_row_id
            from {{ this }} as present
            left join {{ ref('stg_' ~ system ~ '__' ~ table) }} as staged
                on present.raw_row_id = staged.raw_row_id
            where staged.raw_row_id is null
        )
    {%- endif -%}
{%- endmacro %}
