{% macro first_by(ranking, value, filled) -%}
    {#- Aggregate: `value` of the row that comes first by `ranking` among those where `filled` is
        not NULL. -#}
    (array_agg({{ value }} order by {{ ranking }}) filter (where {{ filled }} is not null))[1]
{%- endmacro %}
