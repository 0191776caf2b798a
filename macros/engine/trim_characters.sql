{% macro trim_characters(x, characters) -%}
    {{ return(adapter.dispatch('trim_characters', 'hubspoke')(x, characters)) }}
{%- endmacro %}

{#- trim() with a list takes twice as long, and every text column goes through here. -#}
{% macro duckdb__trim_characters(x, characters) -%}
    regexp_replace({{ x }}, '^[{{ characters }}]+|[{{ characters }}]+$', '', 'g')
{%- endmacro %}

{% macro postgres__trim_characters(x, characters) -%}
    trim({{ x }}, '{{ characters }}')
{%- endmacro %}
