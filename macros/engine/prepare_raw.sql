{% macro prepare_raw() -%}
    {{ return(adapter.dispatch('prepare_raw', 'hubspoke')()) }}
{%- endmacro %}

{% macro duckdb__prepare_raw() -%}
    {#- The plugin hubspoke.register has made the raw views when it opened the database. -#}
{%- endmacro %}

{% macro postgres__prepare_raw() -%}
    {%- if execute and flags.WHICH not in ('compile', 'parse', 'list', 'docs', 'generate') -%}
        {%- set zone = run_query("select current_setting('TimeZone')").columns[0].values()[0] -%}
        {%- if zone not in ('UTC', 'Etc/UTC', 'GMT') -%}
            {{- exceptions.raise_compiler_error(
                "the Postgres session's time zone is " ~ zone ~ ", days would be cut in the wrong"
                ~ " place: set PGTZ=UTC"
            ) -}}
        {%- endif -%}
        {%- set systems = graph.sources.values() | map(attribute='source_name') | unique | list -%}
        {%- for system in var('source_schemas') if system not in systems -%}
            {{- exceptions.raise_compiler_error(
                "var source_schemas names " ~ system ~ ", which is no declared source; there are "
                ~ systems | join(', ')
            ) -}}
        {%- endfor -%}
        {%- for source in graph.sources.values() if source.schema == 'raw_' ~ source.source_name -%}
            {%- do postgres__prepare_source(source) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{% macro postgres__prepare_source(source) -%}
    {%- set schema_name = var('source_schemas').get(source.source_name) -%}
    {%- set raw = source.schema ~ '.' ~ source.identifier -%}
    {%- set relation = adapter.quote(source.schema) ~ '.' ~ adapter.quote(source.identifier) -%}
    {%- set present = postgres__columns_of(source.schema, source.identifier) -%}
    {%- if not present.kind -%}
        {#- Asked for only where it is needed: who may not create schemas can still run tests. -#}
        {%- do run_query('create schema if not exists ' ~ adapter.quote(source.schema)) -%}
    {%- endif -%}
    {%- if schema_name -%}
        {%- for node in graph.nodes.values() if node.resource_type == 'model'
            and node.schema == schema_name and node.alias == source.identifier -%}
            {#- A build would put the mart in the place of the table that it is made of. -#}
            {{- exceptions.raise_compiler_error(
                "var source_schemas sends " ~ source.source_name ~ " to schema " ~ schema_name
                ~ ", and " ~ schema_name ~ "." ~ source.identifier ~ " is a table which the warehouse"
                ~ " itself writes: keep the system's tables in a schema of another name, or the"
                ~ " warehouse in a database of its own that has them as foreign tables"
            ) -}}
        {%- endfor -%}
        {%- if present.kind and present.kind != 'v' -%}
            {#- Its rows are a history of their own: they are not dropped in silence. -#}
            {{- exceptions.raise_compiler_error(
                raw ~ " is a table for loaded files, and var source_schemas wants "
                ~ source.source_name ~ " read from schema " ~ schema_name ~ ": drop table " ~ raw
                ~ ", or take " ~ source.source_name ~ " out of source_schemas"
            ) -}}
        {%- endif -%}
        {%- do postgres__view_of_system_table(source, schema_name, relation, present) -%}
    {%- elif present.kind == 'v' -%}
        {{- exceptions.raise_compiler_error(
            raw ~ " is a view over an operational table, and var source_schemas does not name "
            ~ source.source_name ~ ": drop view " ~ raw ~ " to read loaded files, or name it again"
        ) -}}
    {%- elif present.kind -%}
        {%- for column in source.columns if column not in present.columns -%}
            {%- do run_query(
                'alter table ' ~ relation ~ ' add column ' ~ adapter.quote(column) ~ ' text'
            ) -%}
            {%- do exceptions.warn(
                raw ~ ': column ' ~ column ~ ' reads as NULL until the next hubspoke load'
            ) -%}
        {%- endfor -%}
    {%- else -%}
        {%- set columns = [] -%}
        {%- for column in source.columns -%}
            {%- do columns.append(adapter.quote(column) ~ ' text') -%}
        {%- endfor -%}
        {%- do run_query(
            'create table if not exists ' ~ relation ~ ' (' ~ columns | join(', ') ~ ')'
        ) -%}
        {%- do log(raw ~ ': not loaded, reads as empty (hubspoke load)', info=true) -%}
    {%- endif -%}
{%- endmacro %}

{% macro postgres__view_of_system_table(source, schema_name, relation, present) -%}
    {%- set origin = schema_name ~ '.' ~ source.identifier -%}
    {%- set system_table = postgres__columns_of(schema_name, source.identifier) -%}
    {%- if not system_table.kind and not postgres__has_schema(schema_name) -%}
        {{- exceptions.raise_compiler_error(
            "var source_schemas sends " ~ source.source_name ~ " to schema " ~ schema_name
            ~ ", which is not in this database"
        ) -}}
    {%- endif -%}
    {%- set names = [] -%}
    {%- set values = [] -%}
    {%- set missing = [] -%}
    {%- for column in source.columns if column != '_source_file' -%}
        {%- set quoted = adapter.quote(column) -%}
        {%- do names.append(column) -%}
        {%- set flag = source.columns[column].config.get('meta', {}).get('withheld_unless_false') -%}
        {%- if column in system_table.columns and flag and flag in system_table.columns -%}
            {#- The words for no are those of the reader of files (hubspoke/raw.py). -#}
            {%- do values.append(
                "case when lower(trim(cast(" ~ adapter.quote(flag)
                ~ " as text))) in ('false', 'f', 'no', 'n', '0') then cast(" ~ quoted
                ~ ' as text) end as ' ~ quoted
            ) -%}
        {%- elif column in system_table.columns and not flag -%}
            {%- do values.append('cast(' ~ quoted ~ ' as text) as ' ~ quoted) -%}
        {%- else -%}
            {%- do values.append('cast(null as text) as ' ~ quoted) -%}
            {%- do missing.append(column) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do names.append('_source_file') -%}
    {%- do values.append("cast('" ~ origin ~ "' as text) as _source_file") -%}
    {%- if not system_table.kind -%}
        {%- do exceptions.warn(
            'there is no table ' ~ origin ~ ': ' ~ source.schema ~ '.' ~ source.identifier
            ~ ' reads as empty'
        ) -%}
    {%- elif missing -%}
        {%- do exceptions.warn(
            origin ~ ': read as NULL, not in the table: ' ~ missing | join(', ')
        ) -%}
    {%- endif -%}
    {%- if present.kind and present.columns != names -%}
        {#- A view that is replaced keeps its columns where they were. -#}
        {%- do run_query('drop view ' ~ relation) -%}
    {%- endif -%}
    {%- set rows_from = (
        ' from ' ~ adapter.quote(schema_name) ~ '.' ~ adapter.quote(source.identifier)
        if system_table.kind else ' where false'
    ) -%}
    {%- do run_query(
        'create or replace view ' ~ relation ~ ' as select ' ~ values | join(', ') ~ rows_from
    ) -%}
{%- endmacro %}

{#- What a relation is (pg_class.relkind, none when there is none) and its columns in order. -#}
{% macro postgres__columns_of(schema_name, relation_name) -%}
    {%- set rows = run_query(
        "select c.relkind::text, a.attname::text from pg_class as c"
        ~ " join pg_namespace as n on c.relnamespace = n.oid"
        ~ " left join pg_attribute as a"
        ~ " on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped"
        ~ " where n.nspname = '" ~ schema_name ~ "' and c.relname = '" ~ relation_name ~ "'"
        ~ " order by a.attnum"
    ).rows -%}
    {{- return({
        'kind': rows[0][0] if rows else none,
        'columns': rows | map(attribute=1) | list,
    }) -}}
{%- endmacro %}

{% macro postgres__has_schema(schema_name) -%}
    {%- set found = run_query("select 1 from pg_namespace where nspname = '" ~ schema_name ~ "'") -%}
    {{- return(found.rows | length > 0) -}}
{%- endmacro %}
