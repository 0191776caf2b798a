{% macro code_list_to_json(codes) -%}
    {#- Reason codes hold no character that JSON would have to escape. -#}
    cast(
        coalesce('["' || replace({{ codes }}, ',', '","') || '"]', '[]') as {{ json_type() }}
    )
{%- endmacro %}
