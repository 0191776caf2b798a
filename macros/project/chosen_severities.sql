{% macro chosen_severities() -%}
    {%- set chosen = var('rule_severity') -%}
    {%- if chosen is not mapping -%}
        {{- exceptions.raise_compiler_error(
            'var rule_severity must be rules and their severities, as {zip_invalid_format: off}; it is '
            ~ chosen
        ) -}}
    {%- endif -%}
    {%- set severities = {} -%}
    {%- for rule, level in chosen.items() -%}
        {#- YAML takes a bare off for false. -#}
        {%- set severity = 'off' if level is sameas false else level | string -%}
        {%- if severity not in ('critical', 'error', 'warning', 'off') -%}
            {{- exceptions.raise_compiler_error(
                'var rule_severity: ' ~ rule ~ ' cannot be ' ~ level
                ~ '; a rule can be critical, error, warning or off'
            ) -}}
        {%- endif -%}
        {%- do severities.update({rule | string: severity}) -%}
    {%- endfor -%}
    {{- return(severities) -}}
{%- endmacro %}
