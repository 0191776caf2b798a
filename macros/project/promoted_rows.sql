{% macro promoted_rows(source_table) -%}
    staged.raw_row_id in (
        {{ promoted_ids(source_table) }}
        {%- if is_incremental() %}

        except

        select present.raw_row_id
        from {{ this }} as present
        {%- endif %}
    )
{%- endmacro %}
