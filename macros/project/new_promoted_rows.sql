{% macro new_promoted_rows(staged, set_aside) -%}
    {%- if is_incremental() -%}
    {#- By keys alone, of which a day has few new ones: whole rows are read of those only. A set
        operation and no joins: of two joins that leave little, Postgres expects one row, and might
        look through all the rest for each. -#}
    select staged.*
    from {{ staged }} as staged
    where
        staged.raw_row_id in (
            select candidates.raw_row_id
            from {{ ref(staged) }} as candidates

            except

            (
                select set_aside.raw_row_id
                from {{ set_aside }} as set_aside

                union all

                select present.raw_row_id
                from {{ this }} as present
            )
        )
    {%- else -%}
    {{ promoted_rows(staged, set_aside) }}
    {%- endif -%}
{%- endmacro %}
