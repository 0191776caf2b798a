{% macro count_rows(results) -%}
    {#- Adapters do not say how many rows a table has after an incremental run; this asks. -#}
    {%- set counts = {} -%}
    {%- set queries = [] -%}
    {%- for result in results
        if result.status | string == 'success'
        and result.node.resource_type | string in ('model', 'seed', 'snapshot')
        and result.node.config.materialized != 'view' -%}
        {%- do queries.append(
            "select '" ~ result.node.unique_id ~ "', count(*) from " ~ result.node.relation_name
        ) -%}
    {%- endfor -%}
    {%- if queries -%}
        {%- for row in run_query(queries | join(' union all ')).rows -%}
            {%- do counts.update({row[0]: row[1]}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(counts) -}}
{%- endmacro %}
