{% macro zip_code(x) -%}
    {%- set trimmed = blank_to_null(x) -%}
    case
        when {{ trimmed }} like '00000%' then null
        -- Nearly all values are five digits.
        when length({{ x }}) = 5 and {{ regex_like(x, "'^[0-9]+$'") }} then {{ x }}
        -- CSV tools drop leading zeros.
        when {{ regex_like(trimmed, "'^[0-9]{3,5}-?$'") }}
            then nullif(lpad(trim(trailing '-' from {{ trimmed }}), 5, '0'), '00000')
        when {{ regex_like(trimmed, "'^[0-9]{5}[ -]?[0-9]{4}$'") }}
            then left({{ trimmed }}, 5) || '-' || right({{ trimmed }}, 4)
    end
{%- endmacro %}
