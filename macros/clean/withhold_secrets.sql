{% macro withhold_secrets(x) -%}
    {#- A value is a text with its escapes, or whatever else stands up to the next comma or bracket.
        Where an object or a list ends no pattern can say, nor JSON within a text: the rest goes. -#}
    {%- set pattern -%}
        '(\\*"(?:{{ var('secret_keys') | join('|') }})\\*"[ \t\r\n]*:[ \t\r\n]*)(?:"(?:[^"\\]|\\.)*"?|[\[{\\](?:.|\n)*|[^", \t\r\n}\]]+)'
    {%- endset -%}
    {{ regex_replace_all(x, pattern, "'\\1\"[withheld]\"'") }}
{%- endmacro %}
