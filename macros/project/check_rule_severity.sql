{% macro check_rule_severity(rules) -%}
    {#- A rule that is not there would be changed in silence, which is nothing at all. -#}
    {%- set chosen = chosen_severities() -%}
    {%- if execute and chosen -%}
        {#- A master without names has no use, and longer ones have no place in an index; people have two
            names and a way to reach them there. -#}
        {%- set required = [
            'company_name_missing', 'company_name_too_long', 'person_name_missing', 'person_single_name',
            'contact_channel_missing',
        ] -%}
        {%- set known = run_query(
            "select reason_code from " ~ rules ~ " where enforced_by = 'row validation'"
        ).columns[0].values() -%}
        {%- for rule, severity in chosen.items() -%}
            {%- if rule not in known -%}
                {{- exceptions.raise_compiler_error(
                    'var rule_severity: there is no rule ' ~ rule ~ ' in seed validation_rules that'
                    ~ ' judges rows; there are ' ~ known | sort | join(', ')
                ) -}}
            {%- elif rule in required and severity in ('warning', 'off') -%}
                {{- exceptions.raise_compiler_error(
                    'var rule_severity: ' ~ rule ~ ' cannot be ' ~ severity
                    ~ ', because the master has no place for such a row'
                ) -}}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
