{% macro check_relations(results) -%}
    {#- Postgres drops a view, in silence, when a table it reads is rebuilt: whatever this run has
        built must still be there at its end. -#}
    {%- if execute and flags.WHICH in ('build', 'run', 'seed', 'snapshot') -%}
        {%- set present = existing_relations() -%}
        {%- for result in results
            if result.status | string == 'success'
            and result.node.resource_type | string in ('model', 'seed', 'snapshot')
            and result.node.config.materialized != 'ephemeral' -%}
            {%- set name = (result.node.schema ~ '.' ~ result.node.alias) | lower -%}
            {%- if name not in present -%}
                {{- exceptions.raise_compiler_error(
                    name ~ ' was built and is gone: a later node dropped it; run dbt build --select '
                    ~ result.node.name ~ '+'
                ) -}}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
