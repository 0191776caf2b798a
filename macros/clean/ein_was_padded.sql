{#- Digits are counted otherwise than ein() does: what stands in both DuckDB would work out for every row,
    before it looks at what the case is. -#}
{% macro ein_was_padded(x) -%}
    case
        when length({{ x }}) = 9 and {{ regex_like(x, "'^[0-9]+$'") }} then false
        when length({{ regex_replace_all(x, "'[.]0+\"?[ ]*$|[^0-9]'", "''") }}) = 8
            then {{ ein(x) }} is not null
        else false
    end
{%- endmacro %}
