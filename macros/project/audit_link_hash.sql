{% macro audit_link_hash(previous, day, date_column='event_date') -%}
    {{- sha256_hex(
        "concat_ws('|', " ~ previous ~ ", cast(" ~ day ~ "." ~ date_column ~ " as text), cast("
        ~ day ~ ".supplement_number as text), cast(" ~ day ~ ".event_count as text), "
        ~ day ~ ".root_hash)"
    ) -}}
{%- endmacro %}
