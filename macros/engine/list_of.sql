{% macro list_of(items) -%}
    {{ return(adapter.dispatch('list_of', 'hubspoke')(items)) }}
{%- endmacro %}

{% macro default__list_of(items) -%}
    array[{{ items | join(', ') }}]
{%- endmacro %}
