{#- Only of a number that us_phone_e164 reads. -#}
{% macro phone_extension(x) -%}
    {%- set found = regex_first(lower_ascii(x), "'[0-9)][ ,;/.]*(?:ext(?:ension)?|x|#)[ .:#]*[0-9]+[ .]*$|,,+[0-9]+$'") -%}
    case when {{ us_phone_e164(x) }} is not null then {{ regex_first(found, "'[0-9]+[ .]*$'") }} end
{%- endmacro %}
