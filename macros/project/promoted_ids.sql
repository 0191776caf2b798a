{% macro promoted_ids(source_table) -%}
    select int_dol__outcomes.raw_row_id
    from int_dol__outcomes
    where
        int_dol__outcomes.source_table = '{{ source_table }}'
        and int_dol__outcomes.outcome = 'promoted'
{%- endmacro %}
