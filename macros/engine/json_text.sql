{% macro json_text(x, key) -%}
    {%- if key == '' or key[0] in '$/' -%}
        {{ exceptions.raise_compiler_error(
            "json_text: DuckDB reads the key '" ~ key ~ "' as a path; it must be a plain name"
        ) }}
    {%- endif -%}
    {{ return(adapter.dispatch('json_text', 'hubspoke')(x, key)) }}
{%- endmacro %}

{% macro default__json_text(x, key) -%}
    (({{ x }}) ->> '{{ key | replace("'", "''") }}')
{%- endmacro %}
