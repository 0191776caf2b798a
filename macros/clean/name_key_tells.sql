{% macro name_key_tells(key) -%}
    {%- set weak = "[0-9]+|" ~ (var('legal_suffixes') + var('name_fillers')) | join("|") -%}
    (
        {{ regex_like(key, "'[^" ~ word_separators() ~ "]'") }}
        and not {{ regex_like(key, "'^(?:(?:" ~ weak ~ ")(?: |$))+$'") }}
    )
{%- endmacro %}
