{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- Marts go by the names the business knows (company.company_master), so a custom schema is
        the whole name. Who wants a sandbox takes a database, or a DuckDB file, of their own. -#}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
