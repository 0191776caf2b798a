{#- The IRS has never given one that begins with 00. Which other prefixes it never gave is asked only of
    what people typed (seed ein_prefixes): a filing has passed the Department of Labor's own check. -#}
{% macro ein(x) -%}
    {%- set written = ein_as_written(x) -%}
    case
        when left({{ written }}, 2) <> '00' and not {{ ein_is_placeholder(written) }} then {{ written }}
    end
{%- endmacro %}
