{#- A kind that can fail is a cast: text that it cannot read is counted. Of an identifier it is not
    when a reason of its table turns the row away for it, which says the same. -#}
{% macro column_kinds() -%}
    {{- return({
        'text': {'type': 'text', 'read': blank_to_null},
        'clean_text': {'type': 'text', 'read': clean_text},
        'person_name': {'type': 'text', 'read': clean_text},
        'code': {'type': 'text', 'read': code_text},
        'indicator': {'type': 'text', 'read': indicator},
        'ip_address': {'type': 'text', 'read': ip_address},
        'phone': {'type': 'text', 'read': phone_text},
        'ein': {'type': 'text', 'read': ein, 'fails': 'identifier'},
        'ein_text': {'type': 'text', 'read': blank_to_null},
        'plan_number': {'type': 'text', 'read': plan_number, 'fails': 'identifier'},
        'integer': {'type': 'integer', 'read': to_integer, 'fails': 'cast'},
        'numeric': {'type': 'numeric', 'read': to_numeric, 'fails': 'cast'},
        'boolean': {'type': 'boolean', 'read': to_boolean, 'fails': 'cast'},
        'date': {'type': 'date', 'read': to_date, 'fails': 'cast'},
        'timestamp': {'type': 'timestamp', 'read': to_timestamp_utc, 'fails': 'cast'},
        'uuid': {'type': 'uuid', 'read': to_uuid, 'fails': 'cast'},
        'json': {'type': json_type(), 'read': to_json_value, 'fails': 'cast'},
        'money_range': {'type': 'text', 'read': clean_text, 'fails': 'money_range'},
        'json_text': {'type': 'text', 'read': json_without_secrets, 'fails': 'json'},
    }) -}}
{%- endmacro %}
