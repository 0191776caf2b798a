{% macro clean_text(x, strip_apostrophe=false) -%}
    {#- translate() turns each kind into a space and drops what has no counterpart: zero-width. -#}
    {%- set spaces = ' ' * (white_space(zero_width=false) | length) -%}
    {%- set spaced = "translate(" ~ x ~ ", '" ~ white_space() ~ "', '" ~ spaces ~ "')" -%}
    {%- set clean = "trim(regexp_replace(" ~ spaced ~ ", ' +', ' ', 'g'), ' ')" -%}
    {%- if strip_apostrophe -%}
        nullif(trim(regexp_replace({{ clean }}, '^''', ''), ' '), '')
    {%- else -%}
        case
            -- Nearly all text is plain characters and single spaces and needs no more than a trim.
            when {{ regex_like(x, "'[^ -~]|  '") }} then nullif({{ clean }}, '')
            else nullif(trim({{ x }}, ' '), '')
        end
    {%- endif -%}
{%- endmacro %}
