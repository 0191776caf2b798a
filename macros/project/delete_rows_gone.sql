{% macro delete_rows_gone(outcomes, source_table) -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where not exists (
            select 1
            from {{ outcomes }} as outcomes
            where
                outcomes.raw_row_id = {{ this }}.raw_row_id
                and outcomes.source_table = '{{ source_table }}'
                and outcomes.outcome = 'promoted'
        )
    {%- endif -%}
{%- endmacro %}
