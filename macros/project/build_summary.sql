{#- What people read of a run is its end. Lines are kept within 90 characters, before which dbt writes
    the time. A query is left on a line of its own, so that it can be copied. -#}
{% macro build_summary(results) -%}
    {%- set node = graph.nodes.get('model.hubspoke.source_status') if execute else none -%}
    {%- set own = namespace(status=none) -%}
    {%- for result in (results or []) if node and result.node.unique_id == node.unique_id -%}
        {%- set own.status = result.status | string -%}
    {%- endfor -%}
    {%- if own.status == 'success' -%}
        {%- do summary_of_tables(node.schema) -%}
        {%- do summary_of_files(node.schema) -%}
        {%- do summary_warnings(node.schema) -%}
    {%- elif own.status -%}
        {%- do log(
            'No summary of the sources: ops.source_status was not built. hubspoke status shows what'
            ~ ' the last run made.',
            info=true
        ) -%}
    {%- endif -%}
{%- endmacro %}

{% macro summary_of_tables(schema_name) -%}
    {%- set rows = run_query(
        'select source_table, raw_rows, promoted_rows, merged_rows, quarantined_rows,'
        ~ ' cast_failure_count, previous_raw_rows, reason_1, reason_1_rows, reason_2, reason_2_rows,'
        ~ ' reason_3, reason_3_rows from ' ~ schema_name ~ '.source_status'
        ~ ' where raw_rows > 0 or previous_raw_rows > 0 order by source_table'
    ).rows -%}
    {%- do log('', info=true) -%}
    {%- do log(
        '%-30s %10s %10s %9s %11s %9s %5s' | format(
            'source', 'rows in', 'promoted', 'merged', 'quarantined', 'new', 'casts'
        ),
        info=true
    ) -%}
    {%- for row in rows -%}
        {%- set change = none if row[6] is none else row[1] | int - row[6] | int -%}
        {%- do log(
            '%-30s %10s %10s %9s %11s %9s %5s' | format(
                row[0],
                '{:,}'.format(row[1] | int),
                '{:,}'.format(row[2] | int),
                '{:,}'.format(row[3] | int),
                '{:,}'.format(row[4] | int),
                'all' if change is none else '{:+,}'.format(change) if change else '-',
                '{:,}'.format(row[5] | int) if row[5] else '-'
            ),
            info=true
        ) -%}
    {%- else -%}
        {%- do log('no source has rows: see HUBSPOKE_RAW_DIR', info=true) -%}
    {%- endfor -%}
    {%- set turned_away = rows | selectattr(4) | list -%}
    {%- if turned_away -%}
        {%- do log('In quarantine, by their most frequent reasons:', info=true) -%}
        {%- for row in turned_away -%}
            {%- set reasons = reason_counts(row[7:13]) -%}
            {%- if row[0] | length + reasons | length <= 86 -%}
                {%- do log('  ' ~ row[0] ~ ': ' ~ reasons, info=true) -%}
            {%- else -%}
                {%- do log('  ' ~ row[0] ~ ':', info=true) -%}
                {%- do log('      ' ~ reasons, info=true) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do log('The query for each: hubspoke status, or ops.source_status.look_further', info=true) -%}
    {%- endif -%}
{%- endmacro %}

{% macro summary_of_files(schema_name) -%}
    {%- set rows = run_query(
        'select file_name, note from (select *, row_number() over (partition by source_table,'
        ~ ' file_name order by logged_at desc, action desc) as recency from ' ~ schema_name
        ~ ".load_log) as entries where recency = 1 and action = 'left_out' order by file_name"
    ).rows -%}
    {%- for row in rows -%}
        {%- do warn_loudly(row[0] ~ ' was left out: ' ~ row[1]) -%}
    {%- endfor -%}
{%- endmacro %}

{% macro summary_warnings(schema_name) -%}
    {#- A file by its own reasons and what there is to know of its headers, which mostly explains them;
        a table only where no file says it. -#}
    {%- set reasons = 'reason_1, reason_1_rows, reason_2, reason_2_rows, reason_3, reason_3_rows' -%}
    {%- set rows = run_query(
        "select 'file', source_table, file_name, raw_rows, quarantined_rows, " ~ reasons
        ~ ' from ' ~ schema_name ~ '.file_status where is_loud union all '
        ~ "select 'table', source_table, source_table, raw_rows, quarantined_rows, " ~ reasons
        ~ ' from ' ~ schema_name ~ '.source_status where is_loud and loud_file_count = 0'
        ~ ' order by 2, 3'
    ).rows -%}
    {%- set queries = {} -%}
    {%- set notes = {} -%}
    {%- if rows -%}
        {%- for row in run_query(
            'select source_table, look_further from ' ~ schema_name ~ '.source_status where is_loud'
        ).rows -%}
            {%- do queries.update({row[0]: row[1]}) -%}
        {%- endfor -%}
        {%- for row in run_query(
            'select source_table, file_name, note from ' ~ schema_name
            ~ ".load_log where action = 'read' and note is not null order by logged_at"
        ).rows -%}
            {%- do notes.update({(row[0], row[1]): row[2]}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- for row in rows -%}
        {%- set name = row[2] -%}
        {%- set total = row[3] | int -%}
        {%- set count = row[4] | int -%}
        {%- set lines = [
            ('all ' if count == total else '{:,}'.format(count) ~ ' of ') ~ '{:,}'.format(total)
            ~ (' row of ' if total == 1 else ' rows of ') ~ name ~ ' turned away: '
            ~ reason_counts(row[5:11])
        ] -%}
        {%- set query = queries[row[1]] -%}
        {%- if row[0] == 'file' -%}
            {%- for line in notes.get((row[1], name), '').splitlines() -%}
                {%- do lines.append('  ' ~ line[:180] ~ (' ...' if line | length > 180 else '')) -%}
            {%- endfor -%}
            {%- set query = query ~ " and source_file = '" ~ name | replace("'", "''") ~ "'" -%}
        {%- endif -%}
        {%- do warn_loudly((lines + ['  ' ~ query ~ ';']) | join('\n')) -%}
    {%- endfor -%}
{%- endmacro %}

{% macro warn_loudly(text) -%}
    {%- set marked = 'WARNING: ' ~ text -%}
    {%- do exceptions.warn('\x1b[33m' ~ marked ~ '\x1b[0m' if flags.USE_COLORS else marked) -%}
{%- endmacro %}

{#- "a 3, b 2" of reasons and their rows in turn. -#}
{% macro reason_counts(values) -%}
    {%- set texts = [] -%}
    {%- for place in (0, 2, 4) if values[place] -%}
        {%- do texts.append(values[place] ~ ' ' ~ '{:,}'.format(values[place + 1] | int)) -%}
    {%- endfor -%}
    {{- return(texts | join(', ')) -}}
{%- endmacro %}
