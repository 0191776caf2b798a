{% macro to_timestamp_utc(x) -%}
    {%- set trimmed = blank_to_null(x) -%}
    {#- Years as in to_date. Times as clocks show them: second 60 is a value to Postgres and garbage
        to DuckDB. No offset on earth is beyond 14 hours. -#}
    {%- set date = "(?:1[6-9][0-9]{2}|2[01][0-9]{2}|2200)-[0-9]{2}-[0-9]{2}" -%}
    {%- set time = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]+)?)?" -%}
    {%- set offset = "[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?" -%}
    {%- set pattern = "^" ~ date ~ "(?:[ T]" ~ time ~ "(?:Z|" ~ offset ~ ")?)?$" -%}
    {#- What follows date, hours and minutes: seconds and offset, if any. -#}
    {%- set tail = "substr(" ~ trimmed ~ ", 17)" -%}
    {#- Cut behind six decimals, because Postgres would round what DuckDB cuts. -#}
    {%- set seconds = "left(split_part(translate(" ~ tail ~ ", '+Z', '--'), '-', 1), 10)" -%}
    {%- set hhmm = "replace(split_part(translate(" ~ tail ~ ", '+', '-'), '-', 2), ':', '')" -%}
    {%- set hhmm = "rpad(" ~ hhmm ~ ", 4, '0')" -%}
    case
        when {{ regex_like(trimmed, "'" ~ pattern ~ "'") }}
            then {{ try_cast("left(" ~ trimmed ~ ", 16) || " ~ seconds, 'timestamp') }}
            - {{ offset_interval("position('-' in " ~ tail ~ ") > 0", hhmm) }}
        when {{ x }} is not null then {{ try_cast(moment_text(x), 'timestamp') }}
    end
{%- endmacro %}
