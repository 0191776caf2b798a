{#- A window that tells copies apart would sort whole filings, of which hardly one is a copy:
    number_copies() does it behind. -#}
{% macro content_row_id(source_table, content_hash) -%}
    {{ return(adapter.dispatch('content_row_id', 'hubspoke')(source_table, content_hash)) }}
{%- endmacro %}

{% macro default__content_row_id(source_table, content_hash) -%}
    md5(concat_ws('|', '{{ source_table }}', _source_file, {{ content_hash }}, '1'))
{%- endmacro %}
