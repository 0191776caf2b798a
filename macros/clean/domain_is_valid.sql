{% macro domain_is_valid(host) -%}
    {%- set label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?" -%}
    (
        {{ regex_like(host, "'^(?:" ~ label ~ "[.])+[a-zA-Z][a-zA-Z]+$'") }}
        and length({{ host }}) <= 253
        -- A count in a pattern is slow on Postgres: only a long host can have a long label.
        and (length({{ host }}) < 64 or not {{ regex_like(host, "'[^.]{64}'") }})
    )
{%- endmacro %}
