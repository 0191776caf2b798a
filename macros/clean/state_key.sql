{% macro state_key(x) -%}
    {%- set words = plain_words(lower_ascii(cell_text(x))) -%}
    {%- set country = "(?:u ?s(?: ?a)?|united states(?: of america)?)" -%}
    {#- The country before or behind it, a ZIP code behind, and what kind of state it is. -#}
    {%- set around = "^" ~ country ~ " |^(?:the )?(?:state|commonwealth) of "
        ~ "|(?: [0-9]{5}(?: ?[0-9]{4})?)?(?: " ~ country ~ ")?$" -%}
    {{ regex_replace_all(words, "'" ~ around ~ "'", "''") }}
{%- endmacro %}
