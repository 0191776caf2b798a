{% macro clean_text(x, strip_apostrophe=false) -%}
    {#- translate() turns each kind into a space and drops what has no counterpart: zero-width. -#}
    {%- set spaces = ' ' * (white_space(zero_width=false) | length) -%}
    {%- set spaced = "translate(" ~ x ~ ", '" ~ white_space() ~ "', '" ~ spaces ~ "')" -%}
    {%- set clean = "trim(both ' ' from " ~ regex_replace_all(spaced, "' +'", "' '") ~ ")" -%}
    {#- A spreadsheet's formula that gives a text, so that it stays one. -#}
    {%- set unwrapped = regex_replace_all(clean, "'^= ?\"(.*)\"$'", "'\\1'") -%}
    {%- if strip_apostrophe -%}
        nullif(trim(both ' ' from regexp_replace({{ clean }}, '^''', '')), '')
    {%- else -%}
        case
            -- Nearly all text is plain characters and single spaces and needs no more than a trim.
            when {{ regex_like(x, "'[^ -~]|  |^ ?='") }} then nullif({{ unwrapped }}, '')
            else nullif(trim(both ' ' from {{ x }}), '')
        end
    {%- endif -%}
{%- endmacro %}
