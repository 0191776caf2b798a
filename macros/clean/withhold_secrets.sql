{% macro withhold_secrets(x) -%}
    {#- A value is a text with its escapes, or whatever else stands up to the next comma or bracket.
        Where an object or a list ends no pattern can say, nor JSON within a text: the rest goes. -#}
    regexp_replace(
        {{ x }},
        '(\\*"(?:{{ var('secret_keys') | join('|') }})\\*"[ \t\r\n]*:[ \t\r\n]*)(?:"(?:[^"\\]|\\.)*"?|[\[{\\](?:.|\n)*|[^", \t\r\n}\]]+)',
        '\1"[withheld]"',
        'g'
    )
{%- endmacro %}
