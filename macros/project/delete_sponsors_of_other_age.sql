{% macro delete_sponsors_of_other_age() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where is_stale <> coalesce({{ is_past_filing_ttl('last_received_date') }}, true)
    {%- endif -%}
{%- endmacro %}
