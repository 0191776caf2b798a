{% macro link_hash(previous, content) -%}
    {{ sha256_hex(previous ~ " || '|' || " ~ content) }}
{%- endmacro %}
