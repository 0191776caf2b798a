{#- The file that comes last by name decides between rows of one time, or of none: later years and
    deliveries sort behind earlier ones. -#}
{% macro newest_first(system, table) -%}
    {%- set column = declared_table(system, table).newest_first -%}
    {{ column ~ ' desc nulls last, ' if column }}{{ collate_c('source_file') }} desc
{%- endmacro %}
