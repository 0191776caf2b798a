{% macro title_lists(x) -%}
    {%- set text = namespace(sql=x) -%}
    {%- for name, words in var('title_lists').items() -%}
        {%- set text.sql = "replace(" ~ text.sql ~ ", '{" ~ name ~ "}', '" ~ words.split() | join('|') ~ "')" -%}
    {%- endfor -%}
    {{ text.sql }}
{%- endmacro %}
