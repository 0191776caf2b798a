{#- One text, because the greatest text of a group costs far less than sorting whole filings. The
    bar is greater than any digit, so nothing alone before it would sort behind every date. -#}
{% macro filing_order(date_received, ack_id) -%}
    concat_ws(
        '|', coalesce({{ format_date(date_received, 'YYYY-MM-DD') }}, '0000-00-00'), {{ ack_id }}
    )
{%- endmacro %}
