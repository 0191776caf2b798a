{% macro joined(list, separator) -%}
    {{ return(adapter.dispatch('joined', 'hubspoke')(list, separator)) }}
{%- endmacro %}

{% macro default__joined(list, separator) -%}
    array_to_string({{ list }}, {{ separator }})
{%- endmacro %}
