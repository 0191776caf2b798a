{#- A word in which one letter is missing, doubled, changed or swapped, as a pattern. Its first letter
    and its end are left alone: resident and office are words of their own. -#}
{% macro title_slips(word) -%}
    {%- set slips = [] -%}
    {%- for at in range(1, word | length) -%}
        {%- do slips.append(word[:at] ~ '[a-z]' ~ word[at:]) -%}
        {%- if at + 1 < word | length -%}
            {%- do slips.append(word[:at] ~ '[a-z]?' ~ word[at + 1:]) -%}
            {%- do slips.append(word[:at] ~ word[at + 1] ~ word[at] ~ word[at + 2:]) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ slips | join('|') }}
{%- endmacro %}
