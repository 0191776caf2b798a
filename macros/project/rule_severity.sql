{% macro rule_severity(reason_code, severity) -%}
    {%- set chosen = chosen_severities() -%}
    {%- if chosen -%}
    case {{ reason_code }}
        {%- for rule, level in chosen.items() %}
        when '{{ rule | replace("'", "''") }}' then '{{ level }}'
        {%- endfor %}
        else {{ severity }}
    end
    {%- else -%}
    {{ severity }}
    {%- endif -%}
{%- endmacro %}
