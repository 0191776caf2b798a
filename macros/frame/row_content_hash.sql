{% macro row_content_hash(system, table) -%}
    {#- Text of all declared columns, so that it does not depend on how an engine prints JSON. -#}
    md5(concat_ws(
        chr(31)
        {%- for name in declared_columns(system, table) %},
        coalesce({{ name }}, '')
        {%- endfor %}
    ))
{%- endmacro %}
