{#- What people type to fill a field: one digit, digits that count up or down, a few that recur, nothing
    but zeros behind the prefix; also with the zero that a spreadsheet seemed to have dropped. -#}
{% macro ein_is_placeholder(x) -%}
    {%- set runs = [] -%}
    {%- for digits in ('012345678901234567', '987654321098765432') -%}
        {%- for start in range(10) -%}
            {%- do runs.append(digits[start:start + 9]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for digit in '0123456789' -%}
        {%- do runs.append('0' ~ digit * 8) -%}
    {%- endfor -%}
    (
        {{ regex_like(x, "'^(?:" ~ runs | join('|') ~ ")$|0000000$'") }}
        or {{ x }} = repeat(left({{ x }}, 3), 3)
        or {{ x }} = left(repeat(left({{ x }}, 2), 5), 9)
    )
{%- endmacro %}
