{% test passes_on(model, made_of, key='raw_row_id', key_in='raw_row_id', computed=[]) %}
{#- A mart that hands rows on says of each row, column by column, what the relation says that it was
    made of: two columns that changed places are of the right type and pass every other test. What the
    mart computes is named, and nothing else may come from elsewhere. -#}
{%- set columns = [] -%}
{%- if execute -%}
    {%- set given = adapter.get_columns_in_relation(made_of) | map(attribute='name') | list -%}
    {%- for column in adapter.get_columns_in_relation(model) | map(attribute='name')
        if column not in computed and column != key -%}
        {%- if column not in given -%}
            {{- exceptions.raise_compiler_error(
                model ~ '.' ~ column ~ ' is not in ' ~ made_of ~ ': name it under computed'
            ) -}}
        {%- endif -%}
        {%- do columns.append(column) -%}
    {%- endfor -%}
{%- endif %}
select handed_on.{{ key }}
from {{ model }} as handed_on
inner join {{ made_of }} as made_of
    on handed_on.{{ key }} = made_of.{{ key_in }}
where
    false
    {%- for column in columns %}
    or handed_on.{{ column }} is distinct from made_of.{{ column }}
    {%- endfor %}
{% endtest %}
