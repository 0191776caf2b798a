{% macro zip_code(x) -%}
    {#- Digits with at most one hyphen between them, whatever dash or space was written. -#}
    {%- set trimmed = regex_replace_all(cell_text(x, number=true), "'[ ‐‑–—−-]+'", "'-'") -%}
    case
        -- Nearly all values are five digits.
        when length({{ x }}) = 5 and {{ regex_like(x, "'^[0-9]+$'") }} then nullif({{ x }}, '00000')
        when {{ trimmed }} like '00000%' then null
        -- CSV tools drop leading zeros.
        when {{ regex_like(trimmed, "'^[0-9]{3,5}-?$'") }}
            then nullif(lpad(trim(trailing '-' from {{ trimmed }}), 5, '0'), '00000')
        when {{ regex_like(trimmed, "'^(?:[0-9]{3,5}-[0-9]{4}|[0-9]{7,9})$'") }}
            then lpad(replace(left({{ trimmed }}, length({{ trimmed }}) - 4), '-', ''), 5, '0')
                || '-' || right({{ trimmed }}, 4)
    end
{%- endmacro %}
