{#- What people read of a run is its end. Lines are kept within 90 characters, before which dbt writes
    the time. A query is left on a line of its own, so that it can be copied. -#}
{% macro build_summary(results) -%}
    {%- set asked = execute and flags.WHICH in ('build', 'run', 'retry') -%}
    {%- set node = graph.nodes.get('model.hubspoke.source_status') if asked else none -%}
    {%- set own = namespace(status=none) -%}
    {%- for result in (results or []) if node and result.node.unique_id == node.unique_id -%}
        {%- set own.status = result.status | string -%}
    {%- endfor -%}
    {%- if own.status == 'success' -%}
        {%- do summary_of_sources(node.schema) -%}
        {%- do summary_of_files(node.schema) -%}
        {%- do summary_of_loud(node.schema) -%}
    {%- elif own.status -%}
        {%- do log(
            'No summary of the sources: ops.source_status was not built. hubspoke status shows what'
            ~ ' the last run made.',
            info=true
        ) -%}
    {%- endif -%}
{%- endmacro %}
