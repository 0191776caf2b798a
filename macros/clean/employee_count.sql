{% macro employee_count(x) -%}
    {%- set dashed = "replace(replace(" ~ blank_to_null(x) ~ ", '–', '-'), '—', '-')" -%}
    {%- set unit = "' *(?:employees?|people)$'" -%}
    {%- set size = "regexp_replace(" ~ lower_ascii(dashed) ~ ", " ~ unit ~ ", '')" -%}
    {#- Below a billion, so that twice as many is still an integer. -#}
    {%- set number = "(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})" -%}
    {%- set share = var('employee_range_position') -%}
    {%- set factor = var('employee_open_range_factor') -%}
    {%- set typed = typed_size(x) -%}
    case
        -- Nearly all values are bare digits.
        when {{ regex_like(x, "'^-?[0-9]+$'") }} then {{ try_cast(x, 'integer') }}
        {%- for text in (size, typed) %}
        {%- set low = "cast(replace(" ~ regex_first(text, "'^[0-9,]+'") ~ ", ',', '') as integer)" %}
        {%- set high = "cast(replace(" ~ regex_first(text, "'[0-9,]+$'") ~ ", ',', '') as integer)" %}
        when {{ regex_like(text, "'^" ~ number ~ " *- *" ~ number ~ "$'") }}
            then cast(floor({{ low }} * (1 - {{ share }}) + {{ high }} * {{ share }}) as integer)
        when {{ regex_like(text, "'^" ~ number ~ " *[+]$'") }}
            then cast(floor({{ low }} * {{ factor }}) as integer)
        {%- endfor %}
        when {{ size }} in ('self-employed', 'self employed', 'myself only') then 1
        else {{ to_integer(typed) }}
    end
{%- endmacro %}
