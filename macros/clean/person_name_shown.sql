{#- Two letters without a vowel between (JR, TJ) are initials, not a shout. -#}
{% macro person_name_shown(part) -%}
    case
        when
            not {{ regex_like(part, "'[a-zà-öø-ÿ]'") }}
            and {{ regex_like(part, "'[A-ZÀ-ÖØ-Þ]{3}|[A-Z][AEIOUY]$|[AEIOUY][B-IK-NP-Z]$|[A-Z] [A-Z]'") }}
            then {{ name_case(part) }}
        when not {{ regex_like(part, "'[A-ZÀ-ÖØ-Þ]'") }} then {{ name_case(part) }}
        when {{ regex_like(part, "'^(?:Mc|O'')[A-Z][A-Z]+$'") }} then {{ name_case(part) }}
        else {{ part }}
    end
{%- endmacro %}
