{#- What stands between words, as the inside of a class of characters: signs, punctuation, symbols and
    emoji of all of Unicode. It is listed because neither engine's own classes will do: Postgres knows
    letters by the locale of its database, DuckDB has other names for them. What is not here is a letter,
    a digit or a mark on one, in whatever script. -#}
{% macro word_separators() -%}
    {{ return(
        "\t-/:-@[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
        ~ "\u02c2-\u02c5\u02d2-\u02df\u2000-\u206f\u20a0-\u20cf\u2100-\u214f\u2190-\u2bff\u2e00-\u2e7f"
        ~ "\u3000-\u3004\u3008-\u3020\u3030-\u303f\ufe00-\ufe1f\ufe30-\ufe6f\uff00-\uff0f\uff1a-\uff20"
        ~ "\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\ue000-\uf8ff\U0001f000-\U0001faff\U000e0000-\U000e007f"
    ) }}
{%- endmacro %}
