{#- Dots and apostrophes stand inside a word (L.L.C., O'Brien), all else between words. -#}
{% macro plain_words(x) -%}
    {%- set text = "translate(" ~ x ~ ", '.''`´‘’ʼ′', '')" -%}
    trim(both ' ' from case
        -- Nearly all text has one byte per character, and a short class is tried faster.
        when bit_length({{ x }}) = 8 * length({{ x }})
            then {{ regex_replace_all(text, "'[^a-z0-9]+'", "' '") }}
        else {{ regex_replace_all(text, "'[" ~ word_separators() ~ "]+'", "' '") }}
    end)
{%- endmacro %}
