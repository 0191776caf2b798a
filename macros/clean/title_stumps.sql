{#- What the last word of a title that was cut off may be. -#}
{% macro title_stumps(word) -%}
    {%- set stumps = [] -%}
    {%- for at in range(5, word | length) -%}
        {%- if word[:at] not in var('title_words_not_cut_off') -%}
            {%- do stumps.append(word[:at]) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ stumps | join('|') }}
{%- endmacro %}
