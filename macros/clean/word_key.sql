{% macro word_key(x) -%}
    nullif(
        {{ regex_replace_all(
            regex_replace_all(lower_ascii(x), "'[^a-z0-9]+'", "'_'"), "'^_|_$'", "''"
        ) }},
        ''
    )
{%- endmacro %}
