{% macro us_phone_e164(x) -%}
    {#- ".0" is what a tool leaves that took a column of phones for numbers. -#}
    {%- set label = "^[ =\"''" ~ white_space() ~ "]*(?:tel|telephone|ph|phone|main|office|t|p|o)[.: ]+" -%}
    {%- set extension = "[.]0\"?$|[ ,;/" ~ white_space() ~ "]*(?:ext|x|#).*$|,,+[0-9]+$" -%}
    {%- set main = regex_replace_all(lower_ascii(x), "'" ~ label ~ "|" ~ extension ~ "'", "''") -%}
    {%- set separators = "'()./-‐‑–—−''’=\"" ~ white_space() ~ "'" -%}
    {%- set digits = "translate(" ~ main ~ ", " ~ separators ~ ", '')" -%}
    {#- The numbering plan: neither the area nor the exchange is N11, no area is N9N or 555; only
        toll-free numbers have such exchanges. -#}
    {%- set area = "(?:[2346789](?:1[02-9]|[02-8][0-9])|5(?:1[02-9]|[0234678][0-9]|5[0-46-9]))" -%}
    {%- set exchange = "[2-9](?:1[02-9]|[02-9][0-9])" -%}
    {%- set toll_free = "8(?:00|33|44|55|66|77|88)[2-9][0-9]{2}" -%}
    {#- A plus without the 1 is a number abroad, even when ten digits follow. -#}
    {%- set number = "^(?:[+]?1)?(?:" ~ toll_free ~ "|" ~ area ~ exchange ~ ")[0-9]{4}$" -%}
    {%- set ten_digits = "right(" ~ regex_first(digits, "'" ~ number ~ "'") ~ ", 10)" -%}
    case
        -- One digit all over is nobody's number.
        when trim(both left({{ ten_digits }}, 1) from {{ ten_digits }}) <> ''
            then '+1' || {{ ten_digits }}
    end
{%- endmacro %}
