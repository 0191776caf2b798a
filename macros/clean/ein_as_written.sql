{#- Nine digits, or eight of a spreadsheet that dropped the zero: then they stand together, or all but
    the first. 12-34567 is cut off, and which digits are missing nobody knows. Each step stands once in
    the SQL, around the one before: the text is long, and filings have four EINs a row. -#}
{% macro ein_as_written(x) -%}
    {#- Spaces, a hyphen, its no-break kinds, en and em dash are what people set an EIN apart with. -#}
    {%- set dashed = "translate(" ~ ein_without_label(x) ~ ", ' -‐‑–—', '~~~~~~')" -%}
    {%- set no_ssn = "regexp_replace(" ~ dashed ~ ", '^[0-9]{3}~+[0-9]{2}~+[0-9]{4}$', '')" -%}
    {%- set filled = regex_replace_first(no_ssn, "'^([0-9])~*([0-9]{7})$'", "'0\\1\\2'") -%}
    case
        -- Nearly all values are nine digits.
        when length({{ x }}) = 9 and {{ regex_like(x, "'^[0-9]+$'") }} then {{ x }}
        else {{ regex_first("translate(" ~ filled ~ ", '~', '')", "'^[0-9]{9}$'") }}
    end
{%- endmacro %}
