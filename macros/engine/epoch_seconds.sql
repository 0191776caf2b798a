{% macro epoch_seconds(timestamp) -%}
    {{ return(adapter.dispatch('epoch_seconds', 'hubspoke')(timestamp)) }}
{%- endmacro %}

{#- Cut to the second first, because a cast to bigint rounds. -#}
{% macro default__epoch_seconds(timestamp) -%}
    cast(extract(epoch from date_trunc('second', {{ timestamp }})) as bigint)
{%- endmacro %}
