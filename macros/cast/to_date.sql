{% macro to_date(x) -%}
    {%- set trimmed = blank_to_null(x) -%}
    {#- Plausible years only: further out lie typing errors, and dates some readers cannot hold. -#}
    {%- set year = "(?:1[6-9][0-9]{2}|2[01][0-9]{2}|2200)" -%}
    {%- set iso = "'^" ~ year ~ "-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}[0-9A-Z:.+ -]*)?$'" -%}
    {%- set american = "'^[0-9]{1,2}/[0-9]{1,2}/" ~ year ~ "$'" -%}
    {%- set compact = "'^" ~ year ~ "[0-9]{4}$'" -%}
    case
        -- Nearly all values are ISO dates and need no trimming.
        when {{ regex_like(x, iso) }} then {{ try_cast("left(" ~ x ~ ", 10)", 'date') }}
        when {{ regex_like(trimmed, american) }}
            then {{ try_cast(
                "split_part(" ~ trimmed ~ ", '/', 3)"
                ~ " || '-' || lpad(split_part(" ~ trimmed ~ ", '/', 1), 2, '0')"
                ~ " || '-' || lpad(split_part(" ~ trimmed ~ ", '/', 2), 2, '0')",
                'date'
            ) }}
        when {{ regex_like(trimmed, compact) }}
            then {{ try_cast(
                "left(" ~ trimmed ~ ", 4)"
                ~ " || '-' || substr(" ~ trimmed ~ ", 5, 2)"
                ~ " || '-' || substr(" ~ trimmed ~ ", 7, 2)",
                'date'
            ) }}
        when {{ regex_like(trimmed, iso) }}
            then {{ try_cast("left(" ~ trimmed ~ ", 10)", 'date') }}
        when {{ x }} is not null then {{ try_cast("left(" ~ moment_text(x) ~ ", 10)", 'date') }}
    end
{%- endmacro %}
