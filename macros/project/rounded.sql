{% macro rounded(x, precision, scale) -%}
    {#- By way of nine decimals: of a mean, a double on DuckDB, a half would fall to either side. -#}
    cast(cast({{ x }} as numeric(38, 9)) as numeric({{ precision }}, {{ scale }}))
{%- endmacro %}
