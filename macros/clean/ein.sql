{% macro ein(x) -%}
    {%- set digits = ein_digits(x) -%}
    case
        -- Nearly all values are nine digits.
        when length({{ x }}) = 9
            and {{ regex_like(x, "'^[0-9]+$'") }}
            and trim(both left({{ x }}, 1) from {{ x }}) <> ''
            then {{ x }}
        when length({{ digits }}) between 7 and 9
            and {{ regex_like(digits, "'^[0-9]+$'") }}
            -- One digit all over (000000000, 999999999) stands for "unknown".
            and trim(both left({{ digits }}, 1) from {{ digits }}) <> ''
            -- CSV tools drop leading zeros.
            then lpad({{ digits }}, 9, '0')
    end
{%- endmacro %}
