{% macro company_name_key(x) -%}
    {%- set suffixes = var('legal_suffixes', [
        'llc', 'inc', 'incorporated', 'corp', 'corporation', 'co', 'company', 'ltd', 'limited',
        'lp', 'llp', 'pc', 'pllc', 'na', 'dba', 'plc',
    ]) -%}
    {%- set with_and = "replace(" ~ lower_ascii(strip_accents(x)) ~ ", '&', ' and ')" -%}
    {%- set words = plain_words(with_and) -%}
    coalesce(
        nullif(
            regexp_replace(
                regexp_replace({{ words }}, '^the ', ''),
                -- A suffix follows a space, so the first word stays whatever it is.
                '(?: (?:{{ suffixes | join("|") }}))+$',
                ''
            ),
            ''
        ),
        -- A name in another script has no such words, yet needs a key.
        {{ lower_ascii(blank_to_null(x)) }}
    )
{%- endmacro %}
