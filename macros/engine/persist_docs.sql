{#- All comments of a relation in one statement. dbt's own asks the catalogue for the columns before,
    at four times the cost; a contract names them all. -#}
{% macro default__persist_docs(relation, model, for_relation, for_columns) -%}
    {%- set comments = [] -%}
    {%- if for_relation and config.persist_relation_docs() and model.description -%}
        {%- do comments.append([relation.type ~ ' ' ~ relation, model.description]) -%}
    {%- endif -%}
    {%- if for_columns and config.persist_column_docs() -%}
        {%- for column in model.columns.values() if column.description -%}
            {%- set name = relation ~ '.' ~ adapter.quote(column.name) -%}
            {%- do comments.append(['column ' ~ name, column.description]) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if comments -%}
        {%- call statement('persist_docs') -%}
            {%- for commented, text in comments %}
            comment on {{ commented }} is '{{ text | replace("'", "''") }}';
            {%- endfor -%}
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}
