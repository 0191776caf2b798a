{% macro duckdb__create_indexes(relation) -%}
    {#- DuckDB scans its columns faster than it would look rows up, and its catalogue of indexes
        cannot be read while another thread drops a table that has one. -#}
{%- endmacro %}
