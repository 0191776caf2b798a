{#- Digits are counted otherwise than ein() does: what stands in both DuckDB would work out for every row,
    before it looks at what the case is. -#}
{% macro ein_was_padded(x) -%}
    case
        when length({{ x }}) <> 9
            then
                length({{ regex_replace_all(x, "'[.]0+\"?[ ]*$|[^0-9]'", "''") }}) = 8
                and {{ ein(x) }} is not null
        else false
    end
{%- endmacro %}
