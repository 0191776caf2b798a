{#- The list is a var and no seed, because staging reads nothing but its source. The length is looked
    at first, because nearly all text is longer, and filings have thirty text columns a row. -#}
{% macro blank_word_to_null(x, value=none) -%}
    {%- set words = var('blank_words') -%}
    {%- set longest = words | map('length') | max -%}
    case
        when length({{ x }}) <= {{ longest + 8 }}
            and lower({{ trim_characters(x, white_space()) }}) in (
                {%- for word in words -%}
                '{{ word | replace("'", "''") }}'{{ ', ' if not loop.last }}
                {%- endfor -%}
            )
            then null
        else {{ value or x }}
    end
{%- endmacro %}
