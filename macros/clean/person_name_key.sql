{% macro person_name_key(x) -%}
    {%- set plain = "replace(replace(replace(" ~ lower_ascii(strip_accents(x)) ~ ", 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')" -%}
    coalesce(
        nullif({{ regex_replace_all(plain, "'[^a-z]+'", "''") }}, ''),
        -- A name in another script has no such letters, yet needs a key.
        {{ lower_ascii(blank_to_null(x)) }}
    )
{%- endmacro %}
