{% macro share(part, total, precision, scale) -%}
    {{- rounded(
        'cast(' ~ part ~ ' as numeric(18, 0)) / nullif(cast(' ~ total ~ ' as numeric(18, 0)), 0)',
        precision,
        scale
    ) -}}
{%- endmacro %}
