{% macro list_slice(list, first, last) -%}
    {{ return(adapter.dispatch('list_slice', 'hubspoke')(list, first, last)) }}
{%- endmacro %}

{% macro default__list_slice(list, first, last) -%}
    ({{ list }})[{{ first }}:{{ last }}]
{%- endmacro %}
