{% macro audit_seal_content(day, date_column='event_date') -%}
    concat_ws(
        '|',
        cast({{ day }}.{{ date_column }} as text),
        cast({{ day }}.supplement_number as text),
        cast({{ day }}.event_count as text),
        {{ day }}.root_hash
    )
{%- endmacro %}
