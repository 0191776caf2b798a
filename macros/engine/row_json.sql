{% macro row_json(relation_alias) -%}
    {{ return(adapter.dispatch('row_json', 'hubspoke')(relation_alias)) }}
{%- endmacro %}

{% macro duckdb__row_json(relation_alias) -%}
    to_json({{ relation_alias }})
{%- endmacro %}

{% macro postgres__row_json(relation_alias) -%}
    to_jsonb({{ relation_alias }})
{%- endmacro %}
