{#- Between spaces, as the words of a seat are: words match whole, < is its beginning and > its end. -#}
{% macro title_pattern(x) -%}
    ' (' || {{ title_lists(x) }} || ') '
{%- endmacro %}
