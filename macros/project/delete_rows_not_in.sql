{% macro delete_rows_not_in(staged, set_aside) -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where
            raw_row_id in (select raw_row_id from {{ set_aside }})
            or not exists (
                select 1
                from {{ staged }} as staged
                where staged.raw_row_id = {{ this }}.raw_row_id
            )
    {%- endif -%}
{%- endmacro %}
