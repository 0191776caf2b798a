{#- A key column that no reason demands may be NULL, which is a value like another: rows that agree
    in all of the key, blanks included, are deliveries of one thing. -#}
{% macro delivery_key(system, table) -%}
    {%- set declared = declared_table(system, table) -%}
    {%- set demanded = declared.get('reasons', {}).values() | map(attribute='missing') | list -%}
    {%- for column in declared.key -%}
        {{ column if column in demanded else "coalesce(cast(" ~ column ~ " as text), '')" }}
        {%- if not loop.last %}, {% endif -%}
    {%- endfor -%}
{%- endmacro %}
