{#- Multiplied and not divided, because a share would be rounded. -#}
{% macro amount_is_implausible(measure, amount, per=none) -%}
    {%- set times = ' * ' ~ per if per else '' -%}
    coalesce(
        {{ amount }} not between (
            select minimum_value
            from {{ ref('amount_limits') }}
            where measure = '{{ measure }}'
        ){{ times }} and (
            select maximum_value
            from {{ ref('amount_limits') }}
            where measure = '{{ measure }}'
        ){{ times }},
        false
    )
    {%- if per %} and {{ per }} > 0{% endif -%}
{%- endmacro %}
