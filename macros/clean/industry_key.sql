{% macro industry_key(x) -%}
    {%- set with_and = "replace(" ~ lower_ascii(strip_accents(x)) ~ ", '&', ' and ')" -%}
    coalesce(
        nullif(replace({{ plain_words(with_and) }}, ' and ', ' '), ''),
        -- A name in another script has no such words.
        {{ blank_to_null(x) }}
    )
{%- endmacro %}
