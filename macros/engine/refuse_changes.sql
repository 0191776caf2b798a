{% macro refuse_changes(relation) -%}
    {{ return(adapter.dispatch('refuse_changes', 'hubspoke')(relation)) }}
{%- endmacro %}

{#- Nothing in DuckDB can refuse; there the tests on the seal show what was done. -#}
{% macro duckdb__refuse_changes(relation) -%}
{%- endmacro %}

{% macro postgres__refuse_changes(relation) -%}
    create or replace function {{ relation.schema }}.refuse_changes() returns trigger
    language plpgsql as $$
    begin
        raise exception '%.% is append-only: it is evidence, and its seals would not hold', tg_table_schema, tg_table_name;
    end
    $$;
    create or replace trigger refuse_changes
    before update or delete or truncate on {{ relation }}
    for each statement execute function {{ relation.schema }}.refuse_changes()
{%- endmacro %}
