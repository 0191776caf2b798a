{% macro company_name_key(x) -%}
    {%- set with_and = "replace(" ~ lower_ascii(strip_accents(x)) ~ ", '&', ' and ')" -%}
    {%- set words = plain_words(with_and) -%}
    coalesce(
        nullif(
            regexp_replace(
                regexp_replace({{ words }}, '^the ', ''),
                -- A suffix follows a space, so the first word stays whatever it is.
                '(?: (?:{{ var('legal_suffixes') | join("|") }}))+$',
                ''
            ),
            ''
        ),
        -- A name in another script has no such words, yet needs a key.
        {{ lower_ascii(blank_to_null(x)) }}
    )
{%- endmacro %}
