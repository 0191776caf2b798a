{#- "a 3, b 2" of reasons and their rows in turn. -#}
{% macro reason_counts(values) -%}
    {%- set texts = [] -%}
    {%- for place in (0, 2, 4) if values[place] -%}
        {%- do texts.append(values[place] ~ ' ' ~ '{:,}'.format(values[place + 1] | int)) -%}
    {%- endfor -%}
    {{- return(texts | join(', ')) -}}
{%- endmacro %}
