{#- lower() of other letters depends on the locale a Postgres database was created with. -#}
{% macro lower_ascii(x) -%}
    {{ return(adapter.dispatch('lower_ascii', 'hubspoke')(x)) }}
{%- endmacro %}

{#- lower() is ten times faster than translate(), and the same where a character has one byte. -#}
{% macro duckdb__lower_ascii(x) -%}
    case
        when bit_length({{ x }}) = 8 * length({{ x }}) then lower({{ x }})
        else translate({{ x }}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')
    end
{%- endmacro %}

{#- The outer collation keeps "C" from spreading to columns made of the result, where a recursive
    query or a union would trip over it. -#}
{% macro postgres__lower_ascii(x) -%}
    (lower(({{ x }}) collate "C") collate "default")
{%- endmacro %}
