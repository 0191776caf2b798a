{% macro person_name_key(x) -%}
    {%- set plain = namespace(sql=lower_ascii(strip_accents(x))) -%}
    {%- for letter, letters in {'Æ': 'ae', 'æ': 'ae', 'Œ': 'oe', 'œ': 'oe', 'ß': 'ss'}.items() -%}
        {%- set plain.sql = "replace(" ~ plain.sql ~ ", '" ~ letter ~ "', '" ~ letters ~ "')" -%}
    {%- endfor -%}
    coalesce(
        nullif({{ regex_replace_all(plain.sql, "'[^a-z]+'", "''") }}, ''),
        -- A name in another script has no such letters, yet needs a key.
        {{ lower_ascii(blank_to_null(x)) }}
    )
{%- endmacro %}
