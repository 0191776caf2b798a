{#- As JSON writes a list, as Postgres does, or as people do. A comma within a quoted text parts it too:
    tags have none. -#}
{% macro text_list(x) -%}
    {%- set bare = regex_replace_all(blank_to_null(x), "'[\\[\\]{}\"]'", "''") -%}
    {%- set parted = regex_replace_all(bare, "'\\s*(?:,\\s*)+'", "','") -%}
    {{ pieces("nullif(" ~ trim_characters(parted, ', ') ~ ", '')", "','") }}
{%- endmacro %}
