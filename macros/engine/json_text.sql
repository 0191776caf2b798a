{% macro json_text(x, key) -%}
    {%- if key == '' or key[0] in '$/' -%}
        {{ exceptions.raise_compiler_error(
            "json_text: DuckDB reads the key '" ~ key ~ "' as a path; it must be a plain name"
        ) }}
    {%- endif -%}
    (({{ x }}) ->> '{{ key | replace("'", "''") }}')
{%- endmacro %}
