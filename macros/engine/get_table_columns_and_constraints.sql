{#- A primary key of DuckDB is an index tree that costs 4 microseconds and a hundred bytes a row:
    over facts with a million rows more than all else that is done with them. There the test on the
    key proves it; Postgres, where queries use it, has the key itself. -#}
{% macro duckdb__get_table_columns_and_constraints() -%}
    {%- set constraints = model['constraints'] -%}
    {%- if not config.get('meta', {}).get('duckdb_primary_key', true) -%}
        {%- set constraints = constraints | rejectattr('type', 'equalto', 'primary_key') | list -%}
    {%- endif -%}
    {%- set lines = adapter.render_raw_columns_constraints(raw_columns=model['columns'])
        + adapter.render_raw_model_constraints(raw_constraints=constraints) -%}
    ({{ lines | join(', ') }})
{%- endmacro %}
