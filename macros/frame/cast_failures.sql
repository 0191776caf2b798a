{% macro cast_failures(casts) -%}
    {#- casts: list of [column, the text, the typed value]. Examples are cut so that a row cannot
        carry a page of garbage with it. The text stands once, and is NULL where there was none: what
        stands twice DuckDB works out for every row, before it looks at what the case is. -#}
    nullif(
        concat_ws(
            chr(30)
            {%- for column, text, typed in casts %},
            case
                when {{ typed }} is null
                    then '{{ column }}' || chr(31) || left({{ text }}, 100)
            end
            {%- endfor %}
        ),
        ''
    )
{%- endmacro %}
