{#- dbt's own functions have no table functions on these engines. Names are as the query has them, so
    that the function outlives the tables it reads, and reads those that come after them. -#}
{% macro create_table_function(relation, arguments, columns, query) -%}
    {{ return(adapter.dispatch('create_table_function', 'hubspoke')(
        relation.include(database=false), arguments, columns, query
    )) }}
{%- endmacro %}

{% macro duckdb__create_table_function(relation, arguments, columns, query) -%}
    create or replace macro {{ relation }}({{ arguments | join(', ') }}) as table
    select {{ columns | join(', ') }}
    from ({{ query }}) as answer
{%- endmacro %}

{% macro postgres__create_table_function(relation, arguments, columns, query) -%}
    create or replace function {{ relation }}(
        {%- for name, type in arguments.items() %}{{ name }} {{ type }}{{ ', ' if not loop.last }}{% endfor -%}
    )
    returns table (
        {%- for name, type in columns.items() %}{{ name }} {{ type }}{{ ', ' if not loop.last }}{% endfor -%}
    )
    language sql
    stable
    as $function$ {{ query }} $function$
{%- endmacro %}
