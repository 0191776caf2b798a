{% macro check_as_of() -%}
    {#- A date that cannot be read stops the run here, and not at the first node that asks for it.
        History only grows forward: a version stamped before the one it follows would leave both with
        wrong times for good. -#}
    {%- set moment = as_of_text() -%}
    {%- if execute and flags.WHICH in ('build', 'snapshot') -%}
        {%- for node in graph.nodes.values() if node.resource_type == 'snapshot' -%}
            {%- set relation = load_relation(
                api.Relation.create(
                    database=node.database, schema=node.schema, identifier=node.alias
                )
            ) -%}
            {%- set newest = newest_version(relation) if relation else none -%}
            {%- if newest and newest[:10] > moment[:10] -%}
                {{- exceptions.raise_compiler_error(
                    'as_of is ' ~ moment ~ ', but history already reaches ' ~ newest ~ ' ('
                    ~ relation ~ '): run with a later as_of, or build the earlier day in a'
                    ~ ' warehouse of its own'
                ) -}}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
