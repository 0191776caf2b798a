{% macro to_integer(x) -%}
    {%- set trimmed = cell_text(x) -%}
    {%- set pattern = "^[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:[.]0+)?$" -%}
    {%- set digits = "translate(split_part(" ~ trimmed ~ ", '.', 1), '+,', '')" -%}
    case
        -- Nearly all values are bare digits and need no trimming.
        when {{ regex_like(x, "'^-?[0-9]+$'") }} then {{ try_cast(x, 'integer') }}
        when {{ regex_like(trimmed, "'" ~ pattern ~ "'") }} then {{ try_cast(digits, 'integer') }}
    end
{%- endmacro %}
