{#- Nine digits, or eight of a spreadsheet that dropped the zero: then they stand together, or all but
    the first. 12-34567 is cut off, and which digits are missing nobody knows. -#}
{% macro ein_as_written(x) -%}
    {%- set digits = ein_digits(x) -%}
    {%- set bare = ein_without_label(x) -%}
    case
        -- Nearly all values are nine digits.
        when length({{ x }}) = 9 and {{ regex_like(x, "'^[0-9]+$'") }} then {{ x }}
        when {{ ein_looks_like_ssn(x) }} then null
        when length({{ digits }}) = 9 and {{ regex_like(digits, "'^[0-9]+$'") }} then {{ digits }}
        when
            length({{ digits }}) = 8
            and {{ regex_like(digits, "'^[0-9]+$'") }}
            and (
                {{ bare }} = {{ digits }}
                or {{ regex_like(bare, "'^[0-9][^0-9]+[0-9]+$'") }}
            )
            then '0' || {{ digits }}
    end
{%- endmacro %}
