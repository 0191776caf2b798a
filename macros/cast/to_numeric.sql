{% macro to_numeric(x, precision, scale) -%}
    {%- set type = 'numeric(' ~ precision ~ ', ' ~ scale ~ ')' -%}
    {%- set trimmed = cell_text(x) -%}
    {%- set number = "(?:(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:[.][0-9]+)?|[.][0-9]+)" -%}
    {%- set signed = "(?:[+-]?[$]?|[$]-)" ~ number -%}
    {%- set in_parentheses = "[(][$]?" ~ number ~ "[)]" -%}
    case
        -- Nearly all values are bare numbers and need no trimming.
        when {{ regex_like(x, "'^-?[0-9]+(?:[.][0-9]+)?$'") }} then {{ try_cast(x, type) }}
        when {{ regex_like(trimmed, "'^(?:" ~ signed ~ "|" ~ in_parentheses ~ ")$'") }}
            -- The opening parenthesis becomes the minus sign, the rest of the dressing goes.
            then {{ try_cast("translate(" ~ trimmed ~ ", '($,+)', '-')", type) }}
    end
{%- endmacro %}
