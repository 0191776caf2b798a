{% macro summary_of_loud(schema_name) -%}
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
            ~ ".load_log where action = 'read' order by logged_at"
        ).rows -%}
            {%- do notes.update({(row[0], row[1]): row[2] or ''}) -%}
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
            {%- if lines | length > 1 -%}
                {%- do lines.append('  Which header feeds which column: hubspoke check') -%}
            {%- endif -%}
            {%- set query = query ~ " and source_file = '" ~ name | replace("'", "''") ~ "'" -%}
        {%- endif -%}
        {%- do warn_loudly((lines + ['  ' ~ query ~ ';']) | join('\n')) -%}
    {%- endfor -%}
{%- endmacro %}
