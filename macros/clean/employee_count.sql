{% macro employee_count(x) -%}
    {%- set dashed = "replace(replace(" ~ blank_to_null(x) ~ ", '–', '-'), '—', '-')" -%}
    {%- set unit = "' *(?:employees?|people)$'" -%}
    {%- set size = "regexp_replace(" ~ lower_ascii(dashed) ~ ", " ~ unit ~ ", '')" -%}
    {#- Below a billion, so that twice as many is still an integer. -#}
    {%- set number = "(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})" -%}
    {%- set low = "cast(replace(" ~ regex_first(size, "'^[0-9,]+'") ~ ", ',', '') as integer)" -%}
    {%- set high = "cast(replace(" ~ regex_first(size, "'[0-9,]+$'") ~ ", ',', '') as integer)" -%}
    {%- set share = var('employee_range_position') -%}
    case
        -- Nearly all values are bare digits.
        when {{ regex_like(x, "'^-?[0-9]+$'") }} then {{ try_cast(x, 'integer') }}
        when {{ regex_like(size, "'^" ~ number ~ " *- *" ~ number ~ "$'") }}
            then cast(floor({{ low }} * (1 - {{ share }}) + {{ high }} * {{ share }}) as integer)
        when {{ regex_like(size, "'^" ~ number ~ " *[+]$'") }}
            then cast(floor({{ low }} * {{ var('employee_open_range_factor') }}) as integer)
        when {{ size }} in ('self-employed', 'self employed', 'myself only') then 1
        else {{ to_integer(size) }}
    end
{%- endmacro %}
