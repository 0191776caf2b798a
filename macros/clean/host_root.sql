{% macro host_root(host) -%}
    coalesce({{ regex_first(host, "'[^.]+[.][^.]+$'") }}, {{ host }})
{%- endmacro %}
