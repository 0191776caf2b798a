{% macro new_promoted_rows(system, table) -%}
    {%- if is_incremental() -%}
    {%- set staged = ref('stg_' ~ system ~ '__' ~ table) -%}
    {#- By keys alone, of which a day has few new ones: whole rows are read of those only. A set
        operation and no joins: of two joins that leave little, Postgres expects one row, and might
        look through all the rest for each. -#}
    select staged.*
    from {{ staged }} as staged
    where
        staged.raw_row_id in (
            select candidates.raw_row_id
            from {{ staged }} as candidates

            except

            (
                select set_aside.raw_row_id
                from {{ ref('int_' ~ system ~ '__' ~ table ~ '_set_aside') }} as set_aside

                union all

                select present.raw_row_id
                from {{ this }} as present
            )
        )
    {%- else -%}
    {{ promoted_rows(system, table) }}
    {%- endif -%}
{%- endmacro %}
