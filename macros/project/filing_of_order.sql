{% macro filing_of_order(x) -%}
    substr({{ x }}, position('|' in {{ x }}) + 1)
{%- endmacro %}
