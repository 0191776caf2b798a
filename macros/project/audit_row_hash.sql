{% macro audit_row_hash() -%}
    {#- Each value with its length before it, so that no two events make the same text. -#}
    {%- set columns = [
        'event_id', 'event_type', 'contract_id', 'extraction_id', 'user_id', 'event_data',
        'timestamp', 'ip_address', 'user_agent', 'session_id', 'duration_ms', 'cost_usd'
    ] -%}
    {%- set values = [] -%}
    {%- for column in columns -%}
        {%- set text = 'cast(' ~ column ~ ' as text)' -%}
        {%- do values.append(
            'coalesce(cast(length(' ~ text ~ ") as text) || ':' || " ~ text ~ ", '-')"
        ) -%}
    {%- endfor -%}
    {{- sha256_hex("concat_ws('', " ~ values | join(', ') ~ ")") -}}
{%- endmacro %}
