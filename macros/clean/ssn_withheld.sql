{% macro ssn_withheld() -%}
    [withheld: looks like a Social Security number]
{%- endmacro %}
