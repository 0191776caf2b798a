{% macro mean_confidence() -%}
    {#- NULL plus anything is NULL: an extraction without one of the three counts for nothing. -#}
    {{- rounded(
        'avg(gap_premium_confidence + refund_method_confidence + cancellation_fee_confidence) / 3',
        5,
        2
    ) -}}
{%- endmacro %}
