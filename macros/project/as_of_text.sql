{% macro as_of_text() -%}
    {#- A date alone gets the time of day at which the run started, so that two runs of one day
        never stamp a snapshot with the same moment. The environment is asked when the run executes
        only: what dbt sees of it while parsing it parses anew when it changes, and, because a
        snapshot in YAML reads one of those models, the whole project with it. -#}
    {%- set environment = env_var('HUBSPOKE_AS_OF', '') if execute else '' -%}
    {%- set given = (var('as_of', '') or environment) | string | trim -%}
    {%- set pattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$' -%}
    {%- if not given -%}
        {{- run_started_at.strftime('%Y-%m-%d %H:%M:%S') -}}
    {%- elif not modules.re.match(pattern, given) -%}
        {{- exceptions.raise_compiler_error(
            "as_of is '" ~ given ~ "': write it as 2026-01-31 or 2026-01-31 06:00:00 (UTC)"
        ) -}}
    {%- elif given | length == 10 -%}
        {{- given ~ run_started_at.strftime(' %H:%M:%S') -}}
    {%- else -%}
        {{- given | replace('T', ' ') -}}
    {%- endif -%}
{%- endmacro %}
