{% macro amount_is_implausible(measure, amount) -%}
    coalesce(
        {{ amount }} not between (
            select minimum_value
            from {{ ref('amount_limits') }}
            where measure = '{{ measure }}'
        ) and (
            select maximum_value
            from {{ ref('amount_limits') }}
            where measure = '{{ measure }}'
        ),
        false
    )
{%- endmacro %}
