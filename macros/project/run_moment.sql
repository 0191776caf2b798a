{% macro run_moment() -%}
    {#- Not as_of: of two runs for one day, which was the later is a matter of the clock. -#}
    cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}' as timestamp)
{%- endmacro %}
