{% macro log_run(results) -%}
    {#- One row per node in ops.migration_log. The table is made from its own contract when it is
        not there yet, so that even a first `dbt seed` is on record. -#}
    {%- set model = graph.nodes.get('model.hubspoke.migration_log') if execute else none -%}
    {%- if model and results and flags.WHICH in ('build', 'run', 'seed', 'snapshot', 'test') -%}
        {%- set log_table = model.schema ~ '.' ~ model.alias -%}
        {%- set columns = [] -%}
        {%- for column in model.columns.values() -%}
            {%- do columns.append(column.name ~ ' ' ~ column.data_type) -%}
        {%- endfor -%}
        {%- do run_query('create schema if not exists ' ~ model.schema) -%}
        {%- do run_query(
            'create table if not exists ' ~ log_table ~ ' (' ~ columns | join(', ') ~ ')'
        ) -%}
        {%- set counts = count_rows(results) -%}
        {%- set rows = [] -%}
        {%- for result in results if result.node.resource_type | string != 'exposure' -%}
            {%- set node = result.node -%}
            {%- set finished = result.timing[-1].completed_at if result.timing else none -%}
            {%- set row_count = counts.get(node.unique_id, result.failures) -%}
            {%- set values = [
                local_md5(invocation_id ~ node.unique_id),
                'hub_spoke ' ~ flags.WHICH,
                invocation_id,
                node.unique_id,
                node.resource_type | string,
                result.status | string,
                (result.message or '')[:500],
            ] -%}
            {%- set literals = [] -%}
            {%- for value in values -%}
                {%- do literals.append("'" ~ value | replace("'", "''") ~ "'") -%}
            {%- endfor -%}
            {%- do literals.append('null' if row_count is none else row_count | string) -%}
            {%- do literals.append('%.3f' | format(result.execution_time)) -%}
            {%- do literals.append(
                "cast('" ~ (finished or run_started_at).strftime('%Y-%m-%d %H:%M:%S.%f')
                ~ "' as timestamp)"
            ) -%}
            {%- do rows.append('(' ~ literals | join(', ') ~ ')') -%}
        {%- endfor -%}
        {%- do run_query('insert into ' ~ log_table ~ ' values ' ~ rows | join(', ')) -%}
    {%- endif -%}
{%- endmacro %}
