{% macro promoted_rows(source_table) -%}
    staged.raw_row_id in (
        select int_dol__outcomes.raw_row_id
        from int_dol__outcomes
        where
            int_dol__outcomes.source_table = '{{ source_table }}'
            and int_dol__outcomes.outcome = 'promoted'
        {%- if is_incremental() %}

        except

        select present.raw_row_id
        from {{ this }} as present
        {%- endif %}
    )
{%- endmacro %}
