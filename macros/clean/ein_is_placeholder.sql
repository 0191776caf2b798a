{#- What people type to fill a field: one digit, digits that count up or down, a few that recur. -#}
{% macro ein_is_placeholder(x) -%}
    (
        {{ x }} = repeat(left({{ x }}, 3), 3)
        or {{ x }} = left(repeat(left({{ x }}, 2), 5), 9)
        or position({{ x }} in '012345678901234567') > 0
        or position({{ x }} in '987654321098765432') > 0
        -- With the zero that a spreadsheet seemed to have dropped.
        or {{ x }} = '0' || repeat(right({{ x }}, 1), 8)
        or right({{ x }}, 7) = '0000000'
    )
{%- endmacro %}
