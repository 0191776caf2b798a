{% macro rows_of_pieces(text, separator) -%}
    {{ rows_of_list(pieces(text, separator)) }}
{%- endmacro %}
