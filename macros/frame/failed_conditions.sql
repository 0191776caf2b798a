{% macro failed_conditions(reasons) -%}
    nullif(
        concat_ws(
            ','
            {%- for reason, condition in reasons.items() %},
            case when {{ condition }} then '{{ reason }}' end
            {%- endfor %}
        ),
        ''
    )
{%- endmacro %}
