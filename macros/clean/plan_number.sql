{% macro plan_number(x) -%}
    {%- set trimmed = cell_text(x, number=true) -%}
    case
        -- Nearly all values are three digits.
        when {{ regex_like(x, "'^[0-9]{3}$'") }} then nullif({{ x }}, '000')
        when {{ regex_like(trimmed, "'^[0-9]{1,3}$'") }}
            then nullif(lpad({{ trimmed }}, 3, '0'), '000')
    end
{%- endmacro %}
