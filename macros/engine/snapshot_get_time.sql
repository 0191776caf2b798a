{% macro duckdb__snapshot_get_time() -%}
    {{ snapshot_moment() }}
{%- endmacro %}

{% macro postgres__snapshot_get_time() -%}
    {{ snapshot_moment() }}
{%- endmacro %}
