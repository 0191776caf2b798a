{#- Cut to the second first, because a cast to bigint rounds. -#}
{% macro epoch_seconds(timestamp) -%}
    cast(extract(epoch from date_trunc('second', {{ timestamp }})) as bigint)
{%- endmacro %}
