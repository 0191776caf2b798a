{% macro pieces(text, separator) -%}
    {{ return(adapter.dispatch('pieces', 'hubspoke')(text, separator)) }}
{%- endmacro %}

{% macro default__pieces(text, separator) -%}
    string_to_array({{ text }}, {{ separator }})
{%- endmacro %}

{#- Postgres finds no piece in an empty text, DuckDB an empty one. -#}
{% macro postgres__pieces(text, separator) -%}
    case when {{ text }} = '' then array[''] else string_to_array({{ text }}, {{ separator }}) end
{%- endmacro %}
