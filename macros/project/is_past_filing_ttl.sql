{% macro is_past_filing_ttl(date_received) -%}
    ({{ date_received }} < {{ as_of_date() }} - interval '{{ var("filing_ttl_years") }} years')
{%- endmacro %}
