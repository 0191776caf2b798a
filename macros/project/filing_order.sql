{#- One text, because the greatest text of a group costs far less than sorting whole filings. -#}
{% macro filing_order(date_received, ack_id) -%}
    concat_ws('|', coalesce({{ format_date(date_received, 'YYYY-MM-DD') }}, ''), {{ ack_id }})
{%- endmacro %}
