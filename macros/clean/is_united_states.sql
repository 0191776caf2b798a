{% macro is_united_states(x) -%}
    {{ lower_ascii(blank_to_null(x)) }}
    in ('united states', 'united states of america', 'usa', 'us', 'u.s.', 'u.s.a.')
{%- endmacro %}
