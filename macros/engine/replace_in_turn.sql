{#- Hundreds of replace() within each other are cheap to run, but DuckDB looks for what they have in common
    in a time that grows with the square of their number: seconds, for however few rows. -#}
{% macro replace_in_turn(text, meant) -%}
    {{ return(adapter.dispatch('replace_in_turn', 'hubspoke')(text, meant)) }}
{%- endmacro %}

{% macro default__replace_in_turn(text, meant) -%}
    {%- set replaced = namespace(sql=text) -%}
    {%- for old, new in meant.items() -%}
        {%- set replaced.sql = "replace(" ~ replaced.sql ~ ", '" ~ old | replace("'", "''") ~ "', '"
            ~ new | replace("'", "''") ~ "')" -%}
    {%- endfor -%}
    {{ replaced.sql }}
{%- endmacro %}

{% macro duckdb__replace_in_turn(text, meant) -%}
    {%- set pairs = [] -%}
    {%- for old, new in meant.items() -%}
        {%- do pairs.append(
            "['" ~ old | replace("'", "''") ~ "', '" ~ new | replace("'", "''") ~ "']"
        ) -%}
    {%- endfor -%}
    list_reduce(
        [{{ pairs | join(', ') }}],
        lambda replaced, pair: [replace(replaced[1], pair[1], pair[2])],
        [{{ text }}]
    )[1]
{%- endmacro %}
