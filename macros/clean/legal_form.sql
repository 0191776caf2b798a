{#- The last word says it: a Co., Inc. is a corporation. -#}
{% macro legal_form(x) -%}
    {%- set words = plain_words(lower_ascii(x)) -%}
    case
        {%- for form, suffixes in var('legal_forms').items() %}
        when {{ regex_like(words, "' (?:" ~ suffixes | join('|') ~ ")$'") }} then '{{ form }}'
        {%- endfor %}
    end
{%- endmacro %}
