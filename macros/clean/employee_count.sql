{% macro employee_count(x) -%}
    {%- set dashed = "replace(replace(" ~ blank_to_null(x) ~ ", '–', '-'), '—', '-')" -%}
    {%- set unit = "' *(?:employees?|people)$'" -%}
    {%- set size = "regexp_replace(" ~ lower_ascii(dashed) ~ ", " ~ unit ~ ", '')" -%}
    {#- Below a billion, so that no sum of two overflows. -#}
    {%- set number = "(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})" -%}
    {%- set low = "cast(replace(" ~ regex_first(size, "'^[0-9,]+'") ~ ", ',', '') as integer)" -%}
    {%- set high = "cast(replace(" ~ regex_first(size, "'[0-9,]+$'") ~ ", ',', '') as integer)" -%}
    case
        -- Nearly all values are bare digits.
        when {{ regex_like(x, "'^-?[0-9]+$'") }} then {{ try_cast(x, 'integer') }}
        -- Halved by a product, because a slash gives fractions on DuckDB.
        when {{ regex_like(size, "'^" ~ number ~ " *- *" ~ number ~ "$'") }}
            then cast(floor(({{ low }} + {{ high }}) * 0.5) as integer)
        when {{ regex_like(size, "'^" ~ number ~ " *[+]$'") }}
            then cast(floor({{ low }} * 1.5) as integer)
        when {{ size }} in ('self-employed', 'self employed', 'myself only') then 1
        else {{ to_integer(size) }}
    end
{%- endmacro %}
