{#- A filing comes in within a year of the end of its plan year. One that came in many years late is
    of an old plan year all the same, and one without a date has nothing but its plan year. -#}
{% macro has_fallen_silent(date_received, plan_year_end) -%}
    (
        coalesce({{ is_past_filing_ttl(date_received) }}, false)
        or {{ plan_year_end }}
        < {{ as_of_date() }} - interval '{{ var("filing_ttl_years") + 1 }} years'
    )
{%- endmacro %}
