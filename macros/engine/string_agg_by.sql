{% macro string_agg_by(x, separator, ordering) -%}
    {{ return(adapter.dispatch('string_agg_by', 'hubspoke')(x, separator, ordering)) }}
{%- endmacro %}

{% macro default__string_agg_by(x, separator, ordering) -%}
    string_agg({{ x }}, {{ separator }} order by {{ ordering }})
{%- endmacro %}
