{% macro summary_of_sources(schema_name) -%}
    {%- set rows = run_query(
        'select source_table, raw_rows, promoted_rows, merged_rows, quarantined_rows,'
        ~ ' cast_failure_count, previous_raw_rows, reason_1, reason_1_rows, reason_2, reason_2_rows,'
        ~ ' reason_3, reason_3_rows, previous_quarantined_rows from ' ~ schema_name ~ '.source_status'
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
            {%- set more = 0 if row[13] is none else row[4] | int - row[13] | int -%}
            {%- set name = row[0] ~ (' (' ~ '{:+,}'.format(more) ~ ')' if more else '') -%}
            {%- if name | length + reasons | length <= 86 -%}
                {%- do log('  ' ~ name ~ ': ' ~ reasons, info=true) -%}
            {%- else -%}
                {%- do log('  ' ~ name ~ ':', info=true) -%}
                {%- do log('      ' ~ reasons, info=true) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do log('The query for each: hubspoke status, or ops.source_status.look_further', info=true) -%}
    {%- endif -%}
{%- endmacro %}
