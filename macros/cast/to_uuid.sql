{#- The cast alone would take other spellings too, and not the same ones on both engines. -#}
{% macro to_uuid(x) -%}
    {%- set trimmed = blank_to_null(x) -%}
    case
        when {{ trimmed }} like '________-____-____-____-____________'
            then {{ try_cast(trimmed, 'uuid') }}
    end
{%- endmacro %}
